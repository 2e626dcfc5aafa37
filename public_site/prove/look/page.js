// Looks at a page as a person does: what can be seen and pressed, by computed style. Evaluated once in every frame; it
// leaves `__oit` behind, and touches nothing of the page.
() => {
  if (window.__oit) return;
  const alpha = (colour) => {
    const found = /rgba?\(([^)]+)\)/.exec(colour);
    if (!found) return [NaN, NaN, NaN, 1];
    const parts = found[1].split(/[\s,\/]+/).map(parseFloat);
    return [parts[0], parts[1], parts[2], parts.length > 3 ? parts[3] : 1];
  };
  const light = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((c) => c / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  // Contrast below which nobody can read a text (as in read/colours.py).
  const same = (one, other) => {
    const [bright, dark] = [light(one), light(other)].sort((a, b) => b - a);
    return (bright + 0.05) / (dark + 0.05) < 1.1;
  };
  const letters = (text) => text.replace(/[\u200b\u200c\u200d\u2060\ufeff\u00ad]/g, "").trim();
  // What listens for a hand: nothing in the mark-up tells of it.
  const listening = new WeakSet();
  const listen = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (kind, ...rest) {
    if (this instanceof Element && /^(click|mousedown|mouseup|mouseenter|mouseover|pointerdown)$/.test(kind)) listening.add(this);
    return listen.call(this, kind, ...rest);
  };
  const acts = (el) => (listening.has(el) || typeof el.onclick === "function" || typeof el.onmouseenter === "function") && el !== document.body && el !== document.documentElement;
  const parentOf = (el) => el.parentElement || (el.getRootNode() && el.getRootNode().host) || null;
  const boxOf = (el) => {
    let box = null;
    for (const one of [el, ...el.querySelectorAll("*")]) {
      for (const rect of one.getClientRects()) {
        if (rect.width < 2 || rect.height < 2) continue;
        box = box
          ? { l: Math.min(box.l, rect.left), t: Math.min(box.t, rect.top), r: Math.max(box.r, rect.right), b: Math.max(box.b, rect.bottom) }
          : { l: rect.left, t: rect.top, r: rect.right, b: rect.bottom };
      }
    }
    return box;
  };
  // Whether any of it can be seen somewhere on the page, scrolled to wherever it is.
  const seen = (el, pressed = true) => {
    if (!el.isConnected) return false;
    if (el.tagName === "AREA") {
      const map = el.closest("map");
      const image = map && document.querySelector(`img[usemap="#${CSS.escape(map.name)}"]`);
      return !!image && seen(image, pressed);
    }
    if (el.tagName === "OPTION") return !!el.closest("select") && seen(el.closest("select"), pressed);
    if (el.checkVisibility && !el.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })) return false;
    const box = boxOf(el);
    if (!box) return false;
    const left = box.l + window.scrollX, top = box.t + window.scrollY;
    if (left + (box.r - box.l) <= 1 || top + (box.b - box.t) <= 1) return false;
    const still = [document.documentElement, document.body].some((one) => one && /hidden|clip/.test(getComputedStyle(one).overflowX));
    const wide = still ? window.innerWidth : Math.max(document.documentElement.scrollWidth, window.innerWidth);
    if (left >= wide) return false;
    let opacity = 1, clip = { ...box };
    const own = getComputedStyle(el);
    if (pressed && (own.pointerEvents === "none" || el.closest("[inert]"))) return false;
    for (let at = el; at; at = parentOf(at)) {
      const style = getComputedStyle(at);
      opacity *= parseFloat(style.opacity);
      if (/inset\(\s*(?:[5-9]\d|100)/.test(style.clipPath) || /(circle|ellipse)\(\s*0/.test(style.clipPath)) return false;
      if (/^polygon/.test(style.clipPath) && new Set(style.clipPath.match(/-?[\d.]+/g)).size === 1) return false;
      const faded = /opacity\(([\d.]+)(%?)\)/.exec(style.filter);
      if (faded) opacity *= parseFloat(faded[1]) / (faded[2] ? 100 : 1);
      if (/^rect\(/.test(style.clip) && style.position !== "static" && style.position !== "relative") {
        const [t, r, b, l] = style.clip.match(/-?[\d.]+/g).map(parseFloat);
        if (b - t <= 1 || r - l <= 1) return false;
      }
      if (at !== el && at !== document.body && at !== document.documentElement && style.overflow !== "visible") {
        const rect = at.getBoundingClientRect();
        const scrolls = /auto|scroll/.test(style.overflowX + style.overflowY);
        if (rect.width <= 1 || rect.height <= 1) return false;
        if (!scrolls && style.position !== "contents") {
          clip = { l: Math.max(clip.l, rect.left), t: Math.max(clip.t, rect.top), r: Math.min(clip.r, rect.right), b: Math.min(clip.b, rect.bottom) };
          if (clip.r - clip.l < 2 || clip.b - clip.t < 2) return false;
        }
      }
    }
    if (opacity < 0.05) return false;
    const pictures = el.querySelector("img,svg,canvas,video,picture,object,embed") || /^(IMG|IFRAME|EMBED|OBJECT|INPUT|SELECT|CANVAS)$/.test(el.tagName);
    if (!pictures && el.textContent.trim() && !letters(el.textContent) && own.backgroundImage === "none") return false;
    if (!pictures && letters(el.textContent) && own.backgroundImage === "none") {
      if (parseFloat(own.fontSize) < 3 || parseFloat(own.textIndent) <= -400) return false;
      const colour = alpha(own.color);
      if (!el.querySelector("*")) {
        if (colour[3] < 0.05) return false;
        let behind = [255, 255, 255];
        for (let at = el; at; at = parentOf(at)) {
          const style = getComputedStyle(at);
          const colour = alpha(style.backgroundColor);
          // A picture, or one beside it that may lie below it: what stands on that is not told by colours.
          if (style.backgroundImage !== "none" || (colour[3] > 0.05 && colour[3] < 0.95)) { behind = null; break; }
          if (colour[3] >= 0.95) { behind = colour; break; }
          if (style.position !== "static" && at !== document.body) { behind = null; break; }
        }
        if (behind && same(behind, colour)) return false;
      }
    }
    return true;
  };
  // Whether the page itself cannot be moved up and down by hand.
  const still = () => {
    const [outer, inner] = [document.documentElement, document.body || document.documentElement].map((one) => getComputedStyle(one).overflowY);
    return /hidden|clip/.test(outer === "visible" ? inner : outer);
  };
  // Whether an element lies in the window while the page is not moved: as it is, or moved in what moves by itself.
  const inWindow = (el) => {
    const moves = (at) => /auto|scroll/.test(getComputedStyle(at).overflowY) && at.scrollHeight > at.clientHeight;
    let at = el;
    for (let up = parentOf(el); up && up !== document.documentElement; up = parentOf(up)) if (moves(up)) at = up;
    const moved = at.getBoundingClientRect();
    const box = at === el ? boxOf(el) : { l: moved.left, t: moved.top, r: moved.right, b: moved.bottom };
    if (!box) return false;
    const [x, y] = [window.scrollX, window.scrollY + (at === document.body || !document.body ? 0 : document.body.scrollTop)];
    return box.r + x > 2 && box.b + y > 2 && box.l + x < window.innerWidth - 2 && box.t + y < window.innerHeight - 2;
  };
  // A layer that a style draws before or after an element, and that takes presses.
  const drawn = (el) => ["::before", "::after"].some((which) => {
    const style = getComputedStyle(el, which);
    return style.content !== "none" && /fixed|absolute/.test(style.position) && style.display !== "none" && style.visibility !== "hidden"
      && style.pointerEvents !== "none" && parseFloat(style.width) > window.innerWidth * 0.5 && parseFloat(style.height) > window.innerHeight * 0.5;
  });
  const isAt = (el, x, y) => {
    const top = el.getRootNode().elementFromPoint(x, y);
    if (!top) return false;
    if (top !== el && top.contains(el)) return !drawn(top);
    return el.contains(top) || el.tagName === "AREA" || !!(top.shadowRoot && top.shadowRoot.contains(el)) || top.contains(el);
  };
  // Whether it lies on top where it is, once it was scrolled to: nothing covers it, or not all of it.
  const onTop = (el) => {
    el.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const fit = (low, high, most) => Math.min(Math.max((low + high) / 2, 1), most - 1);
    const box = boxOf(el);
    const boxes = [box, ...[el, ...el.querySelectorAll("*")].slice(0, 20).flatMap((one) => [...one.getClientRects()].slice(0, 4)).map((one) => ({ l: one.left, t: one.top, r: one.right, b: one.bottom }))];
    return boxes.filter((one) => one && one.r - one.l >= 2 && one.b - one.t >= 2).some((one) => {
      const x = fit(Math.max(one.l, 0), Math.min(one.r, window.innerWidth), window.innerWidth);
      const y = fit(Math.max(one.t, 0), Math.min(one.b, window.innerHeight), window.innerHeight);
      return isAt(el, x, y);
    });
  };
  // The one thing that lies over the whole window, null when there is none.
  const layer = () => {
    let common = null;
    for (const [x, y] of [[0.5, 0.5], [0.1, 0.1], [0.9, 0.1], [0.1, 0.9], [0.9, 0.9], [0.5, 0.1], [0.5, 0.9]]) {
      const over = [];
      for (let at = document.elementFromPoint(window.innerWidth * x, window.innerHeight * y); at && at !== document.body && at !== document.documentElement; at = parentOf(at)) {
        const style = getComputedStyle(at);
        if (style.position === "fixed" || (at.tagName === "DIALOG" && at.open) || (style.position === "absolute" && at.offsetHeight >= document.documentElement.scrollHeight - 5)) over.push(at);
      }
      common = common ? common.filter((one) => over.includes(one)) : over;
      if (!common.length) return drawn(document.body) || drawn(document.documentElement) ? document.head : null;
    }
    return common[0];
  };
  const below = (el, over) => !!over && !over.contains(el) && !onTop(el);
  const words = (el) => {
    let text = (el.innerText || el.textContent || "").replace(/\s+/g, " ").trim();
    if (!text) text = [...el.querySelectorAll("img")].map((one) => one.alt).find(Boolean) || "";
    return (text || el.getAttribute("aria-label") || el.title || el.value || "").slice(0, 120);
  };
  const all = (root, found) => {
    for (const el of root.querySelectorAll("*")) {
      found.push(el);
      if (el.shadowRoot) all(el.shadowRoot, found);
    }
    return found;
  };
  const target = (el) => {
    if (el.tagName === "A" || el.tagName === "AREA") {
      const href = el.href && el.href.animVal !== undefined ? new URL(el.href.animVal, document.baseURI).href : el.href;
      return href && /^(https?|blob):/.test(href) ? href : null;
    }
    if (/^(IFRAME|EMBED|FRAME)$/.test(el.tagName)) return el.src || null;
    if (el.tagName === "OBJECT") return el.data || null;
    const said = el.getAttribute("data-embed-download-url");
    return said ? new URL(said, document.baseURI).href : null;
  };
  const OPENS = "summary,[aria-expanded],[aria-haspopup],[data-toggle],[data-bs-toggle],[data-target],[role=tab],[role=button],[role=menuitem],[role=treeitem],button,label,a[href^='#'],a[href^='javascript:'],a:not([href]),[onclick],input[type=button],input[type=submit],input[type=checkbox]";
  const it = (window.__oit = {
    list: [], openers: [],
    // Every lead with what is written on it, and whether it can be seen now.
    leads() {
      it.list = all(document, []).filter((el) => target(el) !== null);
      const over = layer();
      return it.list.map((el, at) => ({
        at, url: target(el), words: words(el), seen: seen(el) && !below(el, over),
        within: /^(IFRAME|EMBED|FRAME|OBJECT)$/.test(el.tagName), download: el.hasAttribute("download"),
      }));
    },
    // Whether a lead can be brought into a window that may not be moved itself.
    within: (at) => !still() || inWindow(it.list[at]),
    // Every lead, and whether it lies in the window of the frame that this page is shown in.
    inFrame: () => it.leads().map((lead) => ({ ...lead, near: inWindow(it.list[lead.at]) })),
    seen: (at) => seen(it.list[at]),
    onTop: (at) => onTop(it.list[at]),
    // Where to press to be rid of what lies over the whole window, with what is written there; null when nothing does,
    // and "closed" when nothing on it can be pressed.
    uncover() {
      const over = layer();
      if (!over || [...document.querySelectorAll("a[href]")].filter((el) => seen(el)).some((el) => over.contains(el) || onTop(el))) return null;
      const inside = [...over.querySelectorAll("*")].filter((el) => seen(el) && (el.matches(OPENS) || acts(el) || el.tagName === "A"));
      const close = inside.find((el) => /ปิด|ยอมรับ|ตกลง|เข้าสู่|รับทราบ|ข้าม|close|accept|enter|skip|ok|×|✕|x/i.test(words(el))) || inside[0];
      const at = close || (acts(over) || over.matches(OPENS) || getComputedStyle(over).cursor === "pointer" ? over : null);
      if (!at) return "closed";
      const box = at.getBoundingClientRect();
      return { x: Math.min((box.left + box.right) / 2, window.innerWidth - 2), y: Math.min((box.top + box.bottom) / 2, window.innerHeight - 2), words: words(at).slice(0, 60) };
    },
    // Where a lead with something written on it is in the window; null for one without, or with a picture.
    frame(at) {
      const el = it.list[at];
      if (!el || !letters(el.textContent) || el.querySelector("img,svg,canvas,video,object,embed")) return null;
      el.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
      const box = boxOf(el);
      if (!box) return null;
      const x = Math.max(0, Math.floor(box.l)), y = Math.max(0, Math.floor(box.t));
      const width = Math.min(Math.ceil(box.r), window.innerWidth) - x, height = Math.min(Math.ceil(box.b), window.innerHeight) - y;
      return width > 0 && height > 0 ? { x, y, width, height } : null;
    },
    fade(at, on) {
      const el = it.list[at];
      for (const [name, value] of [["opacity", "0"], ["transition", "none"], ["animation", "none"]])
        if (on) el.style.setProperty(name, value, "important"); else el.style.removeProperty(name);
    },
    // Where to press a lead; null when it cannot be seen.
    spot(at) {
      const el = it.list[at];
      if (!el || !seen(el)) return null;
      el.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
      const box = [...el.getClientRects()].find((one) => one.width > 1 && one.height > 1) || boxOf(el);
      const [left, right, top, bottom] = [box.left ?? box.l, box.right ?? box.r, box.top ?? box.t, box.bottom ?? box.b];
      return { x: (left + right) / 2, y: (top + bottom) / 2 };
    },
    // What may open what is closed, that can be seen itself: menus, tabs, headings of accordions, things with a hand over
    // them. Those that stand nearest before the lead `at` first, when there is one.
    opening(at) {
      const everything = all(document, []);
      const hands = everything.filter((el) => seen(el) && (el.matches(OPENS) || acts(el) || (getComputedStyle(el).cursor === "pointer" && (!el.parentElement || getComputedStyle(el.parentElement).cursor !== "pointer"))));
      const skip = (el) => {
        const form = el.closest("form");
        if (form && form.querySelector("input[type=password],input[type=text],input[type=search],input[type=email],input[type=tel],input[type=number],input[type=radio],input:not([type]),textarea")) return true;
        return el.tagName === "A" && target(el) && !/[#]/.test(el.getAttribute("href") || "");
      };
      let found = hands.filter((el) => !skip(el));
      const near = [];
      if (at !== null && at !== undefined) {
        const el = it.list[at];
        for (let up = el; up && up !== document.body; up = parentOf(up)) {
          if (up.id) {
            const id = CSS.escape(up.id);
            near.push(...document.querySelectorAll(`[aria-controls="${id}"],[href="#${id}"],[data-target="#${id}"],[data-bs-target="#${id}"],label[for="${id}"],[popovertarget="${id}"]`));
          }
          if (seen(up, false)) {
            near.push(...[...up.querySelectorAll("a,button,summary,label,span,h1,h2,h3,h4,h5,h6,[onclick]")].filter((one) => seen(one) && !one.contains(el)).slice(0, 3), up);
          } else {
            for (let before = up.previousElementSibling; before; before = before.previousElementSibling) {
              if (seen(before)) { near.push(before); break; }
            }
          }
        }
        near.push(...found.filter((one) => el.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING).slice(-6));
      }
      it.openers = [...new Set([...near, ...found])].filter((el) => seen(el)).slice(0, 60);
      return it.openers.map((el, n) => ({ at: n, words: words(el).slice(0, 60), near: near.includes(el), tag: el.tagName.toLowerCase() }));
    },
    // Where to put the pointer on an opener; null when it is not there any more.
    place(at) {
      const el = it.openers[at];
      if (!el || !el.isConnected || !seen(el)) return null;
      el.scrollIntoView({ block: "center", behavior: "instant" });
      const box = el.getBoundingClientRect();
      const inner = el.firstElementChild && box.height > 200 ? el.firstElementChild.getBoundingClientRect() : box;
      return { x: inner.left + Math.min(inner.width / 2, 40), y: inner.top + Math.min(inner.height / 2, 15) };
    },
    // How many layers hide a lead: itself and what it stands in, as far as none of it can be seen.
    closed(at) {
      let count = 0;
      for (let up = it.list[at]; up && up !== document.body && !seen(up, false); up = parentOf(up)) count += 1;
      return count;
    },
    // Choices of lists that act when one is chosen, and choosing one.
    choices() {
      const lists = all(document, []).filter((el) => el.tagName === "SELECT" && seen(el) && !el.closest("form input[type=text]"));
      it.options = lists.flatMap((el) => [...el.options].filter((one) => !one.disabled && one.value && !one.selected).slice(0, 12));
      return it.options.map((one, at) => ({ at, words: one.text.trim().slice(0, 60), tag: "option" }));
    },
    choose(at) {
      const one = it.options[at], list = one && one.closest("select");
      if (!list) return false;
      list.value = one.value;
      for (const kind of ["input", "change"]) list.dispatchEvent(new Event(kind, { bubbles: true }));
      return true;
    },
    // One screen further down, and every part that scrolls by itself to its end; whether there is more to come.
    scroll() {
      const before = window.scrollY;
      window.scrollBy({ top: window.innerHeight * 0.9, behavior: "instant" });
      for (const el of document.querySelectorAll("div,section,ul,main"))
        if (el.scrollHeight > el.clientHeight + 20 && /auto|scroll/.test(getComputedStyle(el).overflowY)) el.scrollTop = el.scrollHeight;
      return window.scrollY > before;
    },
    // Whether it says that it is still loading.
    busy() {
      const text = document.body ? document.body.innerText : "";
      if (text.length < 2000 && /กำลังโหลด|กำลังดาวน์โหลดข้อมูล|โปรดรอ|กรุณารอ|loading|please wait/i.test(text)) return true;
      return [...document.querySelectorAll("[aria-busy=true],[class*=spinner],[class*=loading],[class*=loader]")].some((el) => seen(el, false));
    },
    // The bytes behind an address that only this page knows (a blob) or that only a browser gets, as base64.
    async bytes(url) {
      const answer = await fetch(url, { credentials: "include" });
      if (!answer.ok) return null;
      const bytes = new Uint8Array(await answer.arrayBuffer());
      let text = "";
      for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
      return btoa(text);
    },
    words: () => (document.body ? document.body.innerText.trim().length : 0),
    // How much there is on the page now: to tell when it has come to rest, and whether a press changed anything.
    size: () => [document.querySelectorAll("*").length, document.body ? document.body.innerText.length : 0, location.href].join(),
    // The same with the very letters: one page of a list is as long as the next.
    state: () => {
      const text = document.body ? document.body.innerText : "";
      let sum = 0;
      for (let n = 0; n < text.length; n += 1) sum = (sum * 31 + text.charCodeAt(n)) | 0;
      return [it.size(), sum].join();
    },
    // All that tells whether it has come to rest, in one answer.
    rest: () => ({ size: it.size(), busy: it.busy(), something: it.words() > 0 || all(document, []).some((el) => target(el) !== null) }),
    draws: () => [...document.querySelectorAll("canvas,embed,object,iframe,[data-page-number],.textLayer")].some((el) => seen(el, false)),
    // What is written in fields and on buttons.
    written: () => [...document.querySelectorAll("textarea,input")].filter((el) => !/password|hidden|checkbox|radio/.test(el.type) && el.value && seen(el, false)).map((el) => el.value).join(" "),
    // What can be read: of a page with something over all of it, what is written there.
    text() {
      const over = layer();
      const covered = over && [...document.querySelectorAll("p,a,h1,h2,h3,td,li,span,div")].filter((el) => seen(el, false) && !over.contains(el)).slice(0, 20).every((el) => !onTop(el));
      if (covered) return over.innerText || "";
      return document.body ? document.body.innerText + "\n" + it.written() : "";
    },
  });
}
