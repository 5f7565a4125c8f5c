// The message field: Enter sends, "/" suggests commands, "@bot …" asks inline.

import { element, richText } from "/page/message.js";

const field = document.querySelector("#text");
const list = document.querySelector("#suggestions");
const replying = document.querySelector("#replying");
const WAIT = 250; // milliseconds of silence before an inline question is sent

export class Composer {
  constructor(world) {
    this.world = world;
    this.chosen = -1;
    this.options = [];
    this.replyTo = null;
    document.querySelector("#composer").addEventListener("submit", (event) => { event.preventDefault(); this.send(); });
    document.querySelector("#menu").addEventListener("click", () => this.write("/"));
    replying.querySelector("button").addEventListener("click", () => this.reply(null));
    field.addEventListener("input", () => this.changed());
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("blur", () => setTimeout(() => { if (!list.contains(document.activeElement)) this.offer([]); }, 150));
  }

  write(text) {
    field.value = text;
    field.focus();
    this.changed();
  }

  reply(message) {
    this.replyTo = message;
    replying.hidden = !message;
    if (!message) return;
    replying.querySelector("span").textContent = `Reply: ${(message.text ?? message.caption ?? "…").slice(0, 80)}`;
    field.focus();
  }

  send() {
    const text = field.value.trim();
    if (!text) return;
    this.world.say(text, this.replyTo?.message_id);
    field.value = "";
    this.reply(null);
    this.changed();
  }

  changed() {
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, 160)}px`;
    clearTimeout(this.timer);
    const question = this.inlineQuestion();
    if (question !== null) {
      this.timer = setTimeout(() => this.world.inline(question), WAIT);
      return;
    }
    const typed = /^\/(\w*)$/.exec(field.value)?.[1];
    const commands = typed === undefined ? [] : this.world.commands().filter(({ command }) => command.startsWith(typed.toLowerCase()));
    this.offer(commands.map(({ command, description }) => ({
      title: `/${command}`, words: description, take: () => this.takeCommand(command),
    })));
  }

  takeCommand(command) {
    field.value = `/${command}`;
    this.send();
    field.focus();
  }

  inlineQuestion() {
    const match = new RegExp(`^@${this.world.state.bot?.username} (.*)$`, "is").exec(field.value);
    return match ? match[1] : null;
  }

  // The bot's answer to an inline question.
  results(answer) {
    if (this.inlineQuestion() === null) return;
    this.offer((answer.results ?? []).map((result) => ({
      title: result.title ?? result.id, words: result.description ?? "",
      take: () => { this.world.choose(answer.query_id, result.id); field.value = ""; this.changed(); field.focus(); },
    })));
  }

  offer(options) {
    this.options = options;
    this.chosen = options.length ? 0 : -1;
    list.hidden = !options.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    list.replaceChildren(...options.map((option, index) => this.option(option, index)));
    this.mark();
  }

  option({ title, words, take }, index) {
    const made = element("li", { role: "option", id: `option-${index}`, dir: "auto" }, element("strong", {}, title), element("span", {}, words));
    made.addEventListener("mousedown", (event) => { event.preventDefault(); take(); });
    return made;
  }

  mark() {
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === this.chosen)));
    field.setAttribute("aria-activedescendant", this.chosen < 0 ? "" : `option-${this.chosen}`);
    list.children[this.chosen]?.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    if (event.isComposing) return;
    if (this.options.length && this.keyInList(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    }
    if (event.key === "Escape") this.reply(null);
  }

  keyInList(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.chosen = (this.chosen + step + this.options.length) % this.options.length;
    else if (event.key === "Escape") this.offer([]);
    else if (event.key === "Enter" && !event.shiftKey) this.options[this.chosen].take();
    else return false;
    event.preventDefault();
    this.mark();
    return true;
  }
}
