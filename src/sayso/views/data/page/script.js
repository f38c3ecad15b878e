"use strict";
(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const cards = all(".card");
  const form = document.querySelector(".filter");
  const shown = form.querySelector(".shown");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let current = null;

  // Everything in the text that belongs to a card: its marks, and the number that leads to it.
  const inText = (card) => all(`mark[data-claim="${card.id}"], .n[href="#${card.id}"]`);
  const visible = () => cards.filter((card) => !card.hidden);

  // Evidence spans are code points of the report's text; each paragraph says at which one it starts.
  function ranges(card) {
    const out = [];
    const spans = card.dataset.evidence.split(" ").filter(Boolean).map((s) => s.split("-").map(Number));
    for (const paragraph of all("p[data-start]", card.closest(".report"))) {
      let at = Number(paragraph.dataset.start);
      const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node.parentElement.closest(".n")) continue;
        const signs = Array.from(node.data);
        for (const [start, end] of spans) {
          const from = Math.max(start - at, 0), to = Math.min(end - at, signs.length);
          if (from >= to) continue;
          const range = new Range();
          range.setStart(node, signs.slice(0, from).join("").length);
          range.setEnd(node, signs.slice(0, to).join("").length);
          out.push(range);
        }
        at += signs.length;
      }
    }
    return out;
  }

  function unselect() {
    if (!current) return;
    for (const part of [current, ...inText(current)]) part.classList.remove("current");
    current.querySelector(".number").removeAttribute("aria-current");
    current = null;
    if (window.CSS && CSS.highlights) CSS.highlights.delete("evidence");
  }

  function select(card) {
    unselect();
    current = card;
    for (const part of [card, ...inText(card)]) part.classList.add("current");
    card.querySelector(".number").setAttribute("aria-current", "true");
    if (window.CSS && CSS.highlights && window.Highlight) CSS.highlights.set("evidence", new Highlight(...ranges(card)));
  }

  // The text's own pane scrolls, never the page: the card stays where the reader's eyes are.
  function reveal(card) {
    const pane = card.closest(".report").querySelector(".text"), place = inText(card)[0];
    if (!place || pane.scrollHeight <= pane.clientHeight + 1) return;
    const top = place.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    if (top < 40 || top > pane.clientHeight - 80) {
      pane.scrollTo({ top: pane.scrollTop + top - pane.clientHeight / 3, behavior: calm.matches ? "auto" : "smooth" });
    }
  }

  function go(step) {
    const list = visible();
    if (!list.length) return;
    const at = list.indexOf(current);
    const next = list[at < 0 ? (step > 0 ? 0 : list.length - 1) : Math.min(Math.max(at + step, 0), list.length - 1)];
    next.querySelector(".number").focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }

  function filter() {
    const { status, code, words } = Object.fromEntries(new FormData(form));
    const wanted = words.trim().toLowerCase();
    for (const card of cards) {
      const fits = (!status || card.dataset.status === status)
        && (!code || card.dataset.code === code || card.dataset.code.startsWith(code + "."))
        && (!wanted || card.textContent.toLowerCase().includes(wanted));
      card.hidden = !fits;
      for (const part of inText(card)) part.classList.toggle("off", !fits);
    }
    if (current && current.hidden) unselect();
    const count = visible().length;
    shown.textContent = count === cards.length ? `${count} claims` : `${count} of ${cards.length} claims shown`;
  }

  for (const card of cards) card.addEventListener("focusin", () => { if (card !== current) { select(card); reveal(card); } });
  for (const link of all(".n")) {
    link.addEventListener("click", (event) => {
      const card = document.querySelector(link.getAttribute("href"));
      event.preventDefault();
      card.querySelector(".number").focus({ preventScroll: true });
      card.scrollIntoView({ block: "nearest" });
    });
  }
  for (const link of all(".number")) {
    link.addEventListener("click", (event) => {
      const place = document.querySelector(link.getAttribute("href"));
      if (!place) return;
      event.preventDefault();
      place.focus({ preventScroll: true });
      place.scrollIntoView({ block: "center" });
    });
  }
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea");
    if (event.key === "Escape" && typing) { typing.blur(); if (current) current.querySelector(".number").focus(); return; }
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !form.elements.keys.checked) return;
    const inCards = event.target.closest(".card");
    if (event.key === "j" || (inCards && event.key === "ArrowDown")) go(1);
    else if (event.key === "k" || (inCards && event.key === "ArrowUp")) go(-1);
    else if (event.key === "/") form.elements.words.focus();
    else return;
    event.preventDefault();
  });
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  form.hidden = cards.length === 0;
  filter();
  if (location.hash.length > 1) {
    const target = document.getElementById(location.hash.slice(1));
    const card = target && (target.closest(".card") || cards.find((c) => inText(c).includes(target)));
    if (card) { select(card); reveal(card); }
  }
})();
