// Messages as elements: text with Telegram's entities, keys, photos, documents. Text is only ever set as text.

const SIMPLE = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", hashtag: "span",
  cashtag: "span", mention: "span", text_mention: "span", custom_emoji: "span", phone_number: "span", email: "span",
};

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") made.addEventListener("click", value);
    else if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

// Only these schemes become links; anything else stays words.
export function safeLink(url) {
  const full = /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `http://${url}`;
  return /^(https?|tg):/i.test(full) ? full : null;
}

// Offsets count UTF-16 units, as JavaScript's strings do.
export function richText(text, entities, deeds) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return within(text, 0, text.length, sorted, deeds);
}

function within(text, start, end, entities, deeds) {
  const parts = document.createDocumentFragment();
  let place = start;
  while (entities.length && entities[0].offset < end) {
    const entity = entities.shift();
    const from = Math.max(entity.offset, place);
    const to = Math.min(entity.offset + entity.length, end);
    if (to <= from) continue;
    parts.append(text.slice(place, from));
    const inner = within(text, from, to, takeInner(entities, to), deeds);
    parts.append(marked(entity, inner, text.slice(from, to), deeds));
    place = isBlock(entity) && text[to] === "\n" ? to + 1 : to;
  }
  parts.append(text.slice(place, end));
  return parts;
}

function takeInner(entities, end) {
  const count = entities.findIndex((entity) => entity.offset >= end);
  return entities.splice(0, count < 0 ? entities.length : count);
}

const isBlock = (entity) => ["blockquote", "expandable_blockquote", "pre"].includes(entity.type);

function marked(entity, inner, words, deeds) {
  switch (entity.type) {
    case "text_link": return link(entity.url, inner, deeds);
    case "url": return link(words, inner, deeds);
    case "bot_command":
      return element("button", { class: "command", type: "button", dir: "ltr", onclick: () => deeds.say(words) }, inner);
    case "spoiler": return spoiler(inner);
    case "pre": return element("pre", { dir: "ltr" }, element("code", {}, inner));
    case "blockquote": return element("blockquote", { dir: "auto" }, inner);
    case "expandable_blockquote": return expandable(inner);
    case "date_time":
      return element("time", { datetime: new Date(entity.unix_time * 1000).toISOString() }, inner);
    default: return element(SIMPLE[entity.type] ?? "span", { class: entity.type }, inner);
  }
}

function link(url, inner, deeds) {
  const href = safeLink(url);
  if (!href) return element("span", {}, inner);
  const made = element("a", { href, target: "_blank", rel: "noopener noreferrer", title: href }, inner);
  const start = startParameter(href, deeds.botName);
  if (start !== null) {
    made.addEventListener("click", (event) => {
      event.preventDefault();
      deeds.start(start);
    });
  }
  return made;
}

// A link to this very bot opens it here instead of leaving for the real Telegram.
function startParameter(href, botName) {
  const url = new URL(href);
  const isOurs = url.host === "t.me" && url.pathname === `/${botName}`;
  const isOursByScheme = url.protocol === "tg:" && url.searchParams.get("domain") === botName;
  return isOurs || isOursByScheme ? (url.searchParams.get("start") ?? "") : null;
}

function spoiler(inner) {
  const made = element("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Hidden text" }, inner);
  const reveal = () => { made.className = "spoiler seen"; made.removeAttribute("aria-label"); };
  made.addEventListener("click", reveal);
  made.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") reveal(); });
  return made;
}

function expandable(inner) {
  const body = element("div", { class: "folded", dir: "auto" }, inner);
  const more = element("button", { type: "button", class: "more", "aria-expanded": "false" }, "Show more");
  more.addEventListener("click", () => {
    const isOpen = body.classList.toggle("unfolded");
    more.textContent = isOpen ? "Show less" : "Show more";
    more.setAttribute("aria-expanded", String(isOpen));
  });
  requestAnimationFrame(() => { more.hidden = body.scrollHeight <= body.clientHeight + 2; });
  return element("blockquote", { class: "expandable" }, body, more);
}

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

export function messageItem({ message, own, silent }, context) {
  const { deeds, me } = context;
  const mine = !own && message.from?.id === me.id && !message.sender_chat;
  const item = element("li", { class: `message ${mine ? "mine" : "theirs"}`, "data-id": message.message_id });
  const bubble = element("div", { class: "bubble", dir: "auto" },
    context.showsNames && !mine ? element("p", { class: "name" }, senderName(message) + topicOf(message, context)) : null,
    message.via_bot ? element("p", { class: "name" }, `via @${message.via_bot.username}`) : null,
    message.reply_to_message ? quoted(message.reply_to_message, deeds) : null,
    ...attachments(message),
    body(message, deeds),
    meta(message, silent, mine, deeds));
  item.append(bubble);
  if (message.reply_markup?.inline_keyboard) item.append(keys(message, deeds));
  return item;
}

export const senderName = (message) =>
  message.sender_chat?.title ?? message.from?.first_name ?? message.chat.title ?? "";

function topicOf(message, context) {
  const topic = context.topics.find(({ id }) => id === message.message_thread_id);
  return topic ? ` · ${topic.name}` : "";
}

function body(message, deeds) {
  const text = message.text ?? message.caption ?? service(message);
  if (!text) return null;
  const entities = message.entities ?? message.caption_entities ?? [];
  return element("div", { class: "text" }, richText(text, entities, deeds));
}

function service(message) {
  if (message.migrate_to_chat_id) return "This group became a supergroup.";
  if (message.migrate_from_chat_id) return "This supergroup was a group before.";
  return "";
}

function meta(message, silent, mine, deeds) {
  return element("p", { class: "meta" },
    element("button", { type: "button", class: "reply", "aria-label": "Reply to this message", onclick: () => deeds.reply(message) }, "↩"),
    silent ? element("span", { class: "silent", title: "Sent without a sound" }, "🔕 silent") : null,
    message.edit_date ? element("span", { class: "edited" }, "edited") : null,
    element("time", { datetime: new Date(message.date * 1000).toISOString() }, clock.format(message.date * 1000)));
}

function quoted(message, deeds) {
  const words = message.text ?? message.caption ?? "…";
  return element("button", { type: "button", class: "quoted", onclick: () => deeds.show(message.message_id) },
    element("strong", {}, senderName(message)), element("span", { dir: "auto" }, words.slice(0, 120)));
}

function* attachments(message) {
  if (message.photo) {
    const file = message.photo.at(-1).file_id;
    yield element("img", { src: `/page/photo/${encodeURIComponent(file)}`, alt: message.caption ? "" : "Photo", loading: "lazy" });
  }
  if (message.document) {
    yield element("a", { class: "document", href: `/page/photo/${encodeURIComponent(message.document.file_id)}`, download: message.document.file_name },
      element("span", { class: "file", "aria-hidden": "true" }, "📄"),
      element("span", {}, message.document.file_name, element("small", {}, size(message.document.file_size))));
  }
}

const size = (bytes) => (bytes < 1024 ? `${bytes} B` : bytes < 1048576 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1048576).toFixed(1)} MB`);

function keys(message, deeds) {
  return element("div", { class: "keys", role: "group", "aria-label": "Buttons of this message" },
    ...message.reply_markup.inline_keyboard.map((row) =>
      element("div", { class: "row" }, ...row.map((button) => key(button, message, deeds)))));
}

function key(button, message, deeds) {
  const kind = `key ${["primary", "success", "danger"].includes(button.style) ? button.style : ""}`;
  if (button.url) {
    const made = link(button.url, document.createTextNode(button.text), deeds);
    made.className = `${kind} outside`;
    made.dir = "auto";
    return made;
  }
  const made = element("button", { type: "button", class: kind, dir: "auto", title: button.text }, button.text);
  made.addEventListener("click", () => press(made, button, message, deeds));
  if (button.switch_inline_query !== undefined) made.classList.add("share");
  return made;
}

function press(made, button, message, deeds) {
  if (button.callback_data !== undefined) deeds.tap(made, message, button.callback_data);
  else if (button.copy_text) deeds.copy(button.copy_text.text);
  else deeds.askInline(button.switch_inline_query ?? button.switch_inline_query_current_chat ?? "");
}
