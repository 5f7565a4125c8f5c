// The newsroom's panel: which stories are out, and a button for the next one.

import { element } from "/page/message.js";

const $ = (selector) => document.querySelector(selector);
const hour = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });

function when(published) {
  const moment = new Date(published);
  return moment.toDateString() === new Date().toDateString() ? hour.format(moment) : day.format(moment);
}

function story({ title, slug, lang, published }, isNew) {
  return element("li", { class: isNew ? "fresh" : "" },
    element("a", { href: `/news/${encodeURIComponent(slug)}`, target: "_blank", rel: "noopener", lang, dir: "auto" }, title),
    element("time", { datetime: published }, when(published)));
}

export function drawNews({ out, waiting }, hasNew) {
  $("#stories").replaceChildren(...out.map((issue, place) => story(issue, hasNew && place === 0)));
  $("#publish").disabled = !waiting;
  $("#waiting").textContent = waiting
    ? `${waiting} more to come, one every 40 seconds or at once with the button.`
    : "All sample stories are out. Start the sandbox again for a fresh day.";
  if (hasNew) $(".open-news .dot").hidden = false;
}

$(".open-news").addEventListener("click", () => { $(".open-news .dot").hidden = true; });
