// Elements, marked words, numbers and days: what every part of the interface writes with.
import { fold } from "./text.js";

const SYLLABLE = /[\p{L}\p{M}]+|[0-9]+/gu;

/** A new element: attributes by name, then children, which are nodes or text; what is empty is left out. */
export function element(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const name in attributes) if (attributes[name]) node.setAttribute(name, attributes[name]);
  node.append(...children.flat().filter(Boolean));
  return node;
}

/** The text as nodes, each whole syllable whose key is among `keys` inside a <mark>. */
export function markWords(text, keys) {
  const nodes = [];
  let end = 0;
  for (const { 0: word, index } of text.matchAll(SYLLABLE)) {
    if (!keys.has(fold(word))) continue;
    nodes.push(text.slice(end, index), element("mark", {}, word));
    end = index + word.length;
  }
  return [...nodes, text.slice(end)];
}

/** `1.234`. */
export function formatCount(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ".");
}

/** `2029-06-30` → `30/06/2029`. */
export function formatDay(day) {
  return day.split("-").reverse().join("/");
}
