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
    const wide = Math.max(document.documentElement.scrollWidth, window.innerWidth);
    if (left >= wide) return false;
    let opacity = 1, clip = { ...box };
    const own = getComputedStyle(el);
    if (pressed && own.pointerEvents === "none") return false;
    for (let at = el; at; at = parentOf(at)) {
      const style = getComputedStyle(at);
      opacity *= parseFloat(style.opacity);
      if (/inset\(\s*(?:[5-9]\d|100)/.test(style.clipPath) || /(circle|ellipse)\(\s*0/.test(style.clipPath)) return false;
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
    if (!pictures && el.textContent.trim() && own.backgroundImage === "none") {
      if (parseFloat(own.fontSize) < 1 || parseFloat(own.textIndent) <= -400) return false;
      const colour = alpha(own.color);
      if (!el.querySelector("*")) {
        if (colour[3] < 0.05) return false;
        for (let at = el; at; at = parentOf(at)) {
          const style = getComputedStyle(at);
          if (style.backgroundImage !== "none") break;
          const behind = alpha(style.backgroundColor);
          if (behind[3] > 0.95) {
            if (behind.slice(0, 3).join() === colour.slice(0, 3).join()) return false;
            break;
          }
        }
      }
    }
    return true;
  };
  // Whether it lies on top where it is, once it was scrolled to: nothing covers it.
  const onTop = (el) => {
    el.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const box = boxOf(el);
    if (!box) return false;
    const fit = (low, high, most) => Math.min(Math.max((low + high) / 2, 1), most - 1);
    const x = fit(Math.max(box.l, 0), Math.min(box.r, window.innerWidth), window.innerWidth);
    const y = fit(Math.max(box.t, 0), Math.min(box.b, window.innerHeight), window.innerHeight);
    let top = el.getRootNode().elementFromPoint(x, y);
    if (!top) return false;
    return el.contains(top) || top.contains(el) || (el.tagName === "AREA") || (top.shadowRoot && top.shadowRoot.contains(el));
  };
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
      return it.list.map((el, at) => ({
        at, url: target(el), words: words(el), seen: seen(el),
        within: /^(IFRAME|EMBED|FRAME|OBJECT)$/.test(el.tagName), download: el.hasAttribute("download"),
      }));
    },
    seen: (at) => seen(it.list[at]),
    onTop: (at) => onTop(it.list[at]),
    // What may open what is closed, that can be seen itself: menus, tabs, headings of accordions, things with a hand over
    // them. Those that stand nearest before the lead `at` first, when there is one.
    opening(at) {
      const everything = all(document, []);
      const hands = everything.filter((el) => seen(el) && (el.matches(OPENS) || (getComputedStyle(el).cursor === "pointer" && (!el.parentElement || getComputedStyle(el.parentElement).cursor !== "pointer"))));
      const skip = (el) => {
        const form = el.closest("form");
        if (form && form.querySelector("input[type=password],input[type=text],input[type=search],input[type=email],input:not([type]),textarea")) return true;
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
    words: () => (document.body ? document.body.innerText.trim().length : 0),
    // How much there is on the page now: to tell when it has come to rest, and whether a press changed anything.
    size: () => [document.querySelectorAll("*").length, document.body ? document.body.innerText.length : 0, location.href].join(),
    draws: () => [...document.querySelectorAll("canvas,embed,object,iframe,[data-page-number],.textLayer")].some((el) => seen(el, false)),
    text: () => (document.body ? document.body.innerText : ""),
  });
}
