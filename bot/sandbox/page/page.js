// The page: keeps a copy of the world in step with the server's events and draws the chat that is open.

import { Composer } from "/page/composer.js";
import { element, messageItem, senderName } from "/page/message.js";
import { drawNews } from "/page/news.js";

const $ = (selector) => document.querySelector(selector);
const LANGUAGES = { en: "English", ru: "Русский", az: "Azərbaycanca", tr: "Türkçe", ar: "العربية", fr: "Français",
  es: "Español", de: "Deutsch", it: "Italiano", ka: "ქართული", kk: "Қазақша", uz: "Oʻzbekcha", uk: "Українська" };
const TAP_WAIT = 10000; // milliseconds until an unanswered button comes to rest

const state = { bot: null, people: [], chats: [], stories: { out: [], waiting: 0 } };
const view = { me: null, here: null, unread: new Map(), taps: new Map() };

// -- what the person does ---------------------------------------------------------------------

async function act(deed, body = {}) {
  const answer = await fetch(`/page/${deed}`, { method: "POST", headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ user_id: view.me, chat_id: view.here, ...body }) });
  const result = await answer.json().catch(() => ({}));
  if (!answer.ok) toast(result.error ?? "That did not work.");
  return result;
}

const world = {
  state,
  say(text, replyTo) {
    const topic = Number($("#topic").value) || undefined;
    return act("say", { text, reply_to: replyTo, topic, anonymously: $("#anonymously").checked && !$("#group-field").hidden });
  },
  inline: (query) => act("inline", { query }),
  choose: (queryId, resultId) => act("choose", { query_id: queryId, result_id: resultId }),
  commands: () => chat()?.commands[view.me] ?? [],
};
const composer = new Composer(world);

const deeds = {
  get botName() { return state.bot?.username; },
  say: (text) => world.say(text),
  reply: (message) => composer.reply(message),
  show: (id) => {
    const item = $(`#log [data-id="${Number(id)}"]`);
    item?.scrollIntoView({ block: "center", behavior: "smooth" });
    item?.classList.add("flash");
    setTimeout(() => item?.classList.remove("flash"), 1600);
  },
  start: (parameter) => {
    openChat(view.me);
    world.say(`/start ${parameter}`.trim());
  },
  askInline: (query) => composer.write(`@${state.bot.username} ${query}`),
  copy: (text) => navigator.clipboard.writeText(text).then(() => toast("Copied."), () => toast(text)),
  async tap(button, message, data) {
    button.classList.add("busy");
    const { query_id: id } = await act("tap", { message_id: message.message_id, data });
    view.taps.set(id, button);
    setTimeout(() => rest(id), TAP_WAIT);
  },
};

function rest(id) {
  view.taps.get(id)?.classList.remove("busy");
  view.taps.delete(id);
}

// -- what the server tells ----------------------------------------------------------------------

const events = {
  state(event) {
    Object.assign(state, { bot: event.bot, people: event.people, chats: event.chats, stories: event.stories });
    view.me ??= state.people[0]?.id;
    if (!chat()) view.here = view.me;
    drawAll();
  },
  rooms(event) { Object.assign(state, { chats: event.chats, people: event.people }); drawAll(); },
  commands(event) { Object.assign(state, { chats: event.chats, people: event.people }); drawChats(); },
  stories(event) { state.stories = event.stories; drawNews(state.stories, true); },
  message(event) {
    const room = chat(event.chat_id);
    room?.messages.push(event);
    if (room?.chat.id === view.here) append(event);
    else if (event.own) view.unread.set(event.chat_id, (view.unread.get(event.chat_id) ?? 0) + 1);
    if (event.own) quiet(event.chat_id);
    drawChats();
  },
  edited(event) {
    const messages = chat(event.chat_id)?.messages ?? [];
    const place = messages.findIndex(({ message }) => message.message_id === event.message.message_id);
    if (place >= 0) messages[place] = event;
    if (event.chat_id === view.here) replace(event);
    drawChats();
  },
  deleted(event) {
    const room = chat(event.chat_id);
    if (room) room.messages = room.messages.filter(({ message }) => message.message_id !== event.message_id);
    if (event.chat_id === view.here) $(`#log [data-id="${event.message_id}"]`)?.remove();
  },
  answer(event) {
    rest(event.query_id);
    if (event.user_id !== view.me || !event.text) return;
    if (!event.show_alert) return toast(event.text);
    $("#alert p").textContent = event.text;
    $("#alert").showModal();
  },
  inline(event) { composer.results(event); },
  action(event) {
    if (event.chat_id !== view.here) return;
    $("#subtitle").textContent = "typing…";
    clearTimeout(view.typing);
    view.typing = setTimeout(() => quiet(view.here), 5000);
  },
};

function listen() {
  const stream = new EventSource("/page/events");
  stream.onmessage = ({ data }) => { const event = JSON.parse(data); events[event.type]?.(event); };
  stream.onopen = () => document.body.classList.remove("offline");
  stream.onerror = () => { document.body.classList.add("offline"); $("#subtitle").textContent = "waiting for the sandbox…"; };
}

// -- drawing --------------------------------------------------------------------------------------

const chat = (id = view.here) => state.chats.find((room) => room.chat.id === id);
const me = () => state.people.find(({ id }) => id === view.me) ?? {};
const visible = (room) => room.members.includes(view.me);
const titleOf = (room) => (room.chat.type === "private" ? state.bot.first_name : room.title);
const initials = (title) => [...title.matchAll(/(?:^|\s)(\S)/gu)].slice(0, 2).map(([, letter]) => letter.toUpperCase()).join("");
const colour = (id) => `avatar c${state.chats.findIndex((room) => room.chat.id === id) % 6}`;
const kindOf = (room) => ({ private: "bot", group: `group, ${room.members.length} people`, channel: "channel",
  supergroup: `${room.chat.is_forum ? "group with topics" : "supergroup"}, ${room.members.length} people` })[room.chat.type];

function drawAll() {
  drawChats();
  drawHeader();
  drawLog();
  drawNews(state.stories, false);
  drawSettings();
}

function drawChats() {
  $("#chats").replaceChildren(...state.chats.filter(visible).map((room) => {
    const last = room.messages.at(-1)?.message;
    const unread = view.unread.get(room.chat.id) ?? 0;
    const button = element("button", { type: "button", class: "room", "data-chat": room.chat.id, "aria-current": room.chat.id === view.here ? "true" : undefined, onclick: () => openChat(room.chat.id) },
      element("span", { class: colour(room.chat.id), "aria-hidden": "true" }, initials(titleOf(room))),
      element("span", { class: "what" }, element("strong", {}, titleOf(room)),
        element("small", { dir: "auto" }, last ? preview(last, room) : kindOf(room))),
      unread ? element("span", { class: "unread", "aria-label": `${unread} new` }, String(unread)) : null);
    return element("li", {}, button);
  }));
  const total = [...view.unread.values()].reduce((sum, count) => sum + count, 0);
  $("#chat .open .dot").hidden = !total;
}

function preview(message, room) {
  const words = (message.text ?? message.caption ?? (message.photo ? "Photo" : "File")).replace(/\s+/g, " ").slice(0, 60);
  return room.chat.type === "private" || room.chat.type === "channel" ? words : `${senderName(message)}: ${words}`;
}

function drawHeader() {
  const room = chat();
  if (!room) return;
  $("#title").textContent = titleOf(room);
  $("#avatar").textContent = initials(titleOf(room));
  $("#avatar").className = colour(room.chat.id);
  quiet(room.chat.id);
  const isGroup = ["group", "supergroup"].includes(room.chat.type);
  $("#group-field").hidden = !(isGroup && room.admins.includes(view.me));
  $("#topic-field").hidden = !room.topics.length;
  const topic = $("#topic").value;
  $("#topic").replaceChildren(new Option("General", ""), ...room.topics.map(({ id, name }) => new Option(name, id)));
  $("#topic").value = room.topics.some(({ id }) => String(id) === topic) ? topic : "";
  drawMembership(room);
}

function drawMembership(room) {
  const isIn = !["kicked", "left"].includes(room.bot_status);
  const words = room.chat.type === "private" ? ["Block", "Unblock"] : ["Remove bot", "Add bot"];
  $("#membership").textContent = isIn ? words[0] : words[1];
  const back = room.chat.type === "channel" ? "administrator" : "member";
  $("#membership").onclick = () => act("membership", { status: isIn ? "kicked" : back });
}

function quiet(chatId) {
  const room = chat();
  if (room && room.chat.id === chatId) $("#subtitle").textContent = kindOf(room);
}

function drawLog() {
  const messages = chat()?.messages ?? [];
  $("#log").replaceChildren(...messages.map((message) => messageItem(message, context())));
  $("#hint").hidden = view.here !== view.me || localStorage.getItem("hint") === "seen";
  toEnd("instant");
}

const context = () => ({ deeds, me: me(), topics: chat()?.topics ?? [], showsNames: chat()?.chat.type !== "private" });

function append(event) {
  const item = messageItem(event, context());
  // An answer is followed even while the question before it is still gliding into view.
  const isMine = (one) => one?.classList.contains("mine");
  const follows = isAtEnd() || isMine(item) || isMine($("#log").lastElementChild);
  $("#log").append(item);
  item.classList.add("fresh");
  if (follows) toEnd("smooth");
  else $("#down").hidden = false;
}

function replace(event) {
  const follows = isAtEnd();
  const old = $(`#log [data-id="${event.message.message_id}"]`);
  const focused = [...(old?.querySelectorAll(".key") ?? [])].indexOf(document.activeElement);
  const item = messageItem(event, context());
  old?.replaceWith(item);
  // Whoever pages by keyboard stays where they were.
  if (focused >= 0) [...item.querySelectorAll(".key")].at(Math.min(focused, item.querySelectorAll(".key").length - 1))?.focus();
  if (follows) toEnd("instant");
}

const scroller = $("#scroll");
const isAtEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 120;
const calm = matchMedia("(prefers-reduced-motion: reduce)");

// A message that is taller than the screen is read from its top.
function toEnd(behavior) {
  $("#down").hidden = true;
  requestAnimationFrame(() => {
    const last = $("#log").lastElementChild;
    const isTall = last && last.offsetHeight > scroller.clientHeight;
    const top = isTall ? last.offsetTop - scroller.offsetTop - 8 : scroller.scrollHeight;
    scroller.scrollTo({ top, behavior: calm.matches ? "instant" : behavior });
  });
}

function drawSettings() {
  $("#person").replaceChildren(...state.people.map(({ id, first_name: name }) => new Option(name, id)));
  $("#person").value = view.me;
  $("#language").replaceChildren(...Object.entries(LANGUAGES).map(([code, name]) => new Option(name, code)));
  $("#language").value = me().language_code ?? "en";
}

function openChat(id) {
  view.here = id;
  view.unread.delete(id);
  composer.reply(null);
  document.body.classList.remove("side-open", "news-open");
  drawChats();
  drawHeader();
  drawLog();
}

function toast(text) {
  const shown = $("#toast");
  shown.textContent = text;
  shown.hidden = false;
  clearTimeout(view.toast);
  view.toast = setTimeout(() => { shown.hidden = true; }, 4000);
}

// -- the frame ------------------------------------------------------------------------------------

$("#down").addEventListener("click", () => toEnd("smooth"));
scroller.addEventListener("scroll", () => { if (isAtEnd()) $("#down").hidden = true; });
$("#publish").addEventListener("click", () => act("publish"));
$("#hint-done").addEventListener("click", () => { localStorage.setItem("hint", "seen"); $("#hint").hidden = true; $("#text").focus(); });
document.querySelectorAll("[data-say]").forEach((chip) => chip.addEventListener("click", () => world.say(chip.dataset.say)));
$("#person").addEventListener("change", ({ target }) => { view.me = Number(target.value); openChat(view.me); drawSettings(); });
$("#language").addEventListener("change", ({ target }) => act("language", { language_code: target.value }));
document.querySelectorAll("[data-open]").forEach((button) => button.addEventListener("click", () => {
  document.body.classList.add(`${button.dataset.open}-open`);
  $(`#${button.dataset.open} .close`).focus();
}));
document.querySelectorAll("[data-close]").forEach((button) => button.addEventListener("click", () => {
  document.body.classList.remove(`${button.dataset.close}-open`);
  $(`[data-open="${button.dataset.close}"]`).focus();
}));
const closeDrawers = () => document.body.classList.remove("side-open", "news-open");
$("#scrim").addEventListener("click", closeDrawers);
document.addEventListener("keydown", ({ key }) => { if (key === "Escape") closeDrawers(); });
listen();
if (matchMedia("(pointer: fine)").matches) $("#text").focus();
