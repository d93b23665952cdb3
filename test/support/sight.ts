/** A box on the screen, in px. */
interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What can be tapped. */
export interface Target extends Box {
  readonly name: string;
  /** A button, row, door or choice, not a small one beside them. */
  readonly main: boolean;
  /** Which bar or list it is a cell of: those are parted by a line, not by a gap. Null outside one. */
  readonly cells: number | null;
  /** It lies on a layer that covers others, or moves over them. */
  readonly layer: number;
  /** Largest letters in it; 0 where it is a picture. */
  readonly letters: number;
}

/** Words that can be read. */
export interface Words {
  readonly words: string;
  readonly size: number;
  /** Letters and what lies behind them, the nearest ground first, as the browser computed them. */
  readonly colour: string;
  readonly grounds: readonly string[];
  /** Nothing can be done there now, and it says so by more than its colour. */
  readonly off: boolean;
  /** How they are not to be read whole. */
  readonly cut: string | null;
}

/** A page as it stands on the screen. */
export interface Sight {
  readonly elder: boolean;
  /** Boxes that scroll by themselves and are wider than they show. */
  readonly sideways: readonly string[];
  readonly targets: readonly Target[];
  readonly texts: readonly Words[];
}

/** Runs in the page. */
export function sideways(): string[] {
  const boxes = document.querySelectorAll(
    'html, body, .taro_page, .taro-tabbar__panel, .st-root, .st-sheet, .st-main',
  );
  return [...boxes]
    .filter((box) => box.scrollWidth > box.clientWidth)
    .map((box) => `${box.className || box.localName}: ${box.scrollWidth} px wide`);
}

/** Runs in the page. */
export function targets(): Target[] {
  const main = '.st-btn:not(.is-small), .st-row, .st-door, .st-kind, .st-choice, .st-tabbar__i, .st-answer';
  const kinds = '[role=button], [role=radio], [role=checkbox], [role=switch], [role=tab], [role=link]';
  const bars = [...document.querySelectorAll('.st-rows, .st-tabbar, .st-seg, .st-stepper, .st-input')];
  const layers = [...document.querySelectorAll('.st-sheet, .st-bottom, .st-tabbar')];
  const found = [...document.querySelectorAll<HTMLElement>(kinds)].filter((one) =>
    one.checkVisibility({ visibilityProperty: true }),
  );
  return found.map((one) => {
    const { x, y, width, height } = one.getBoundingClientRect();
    const bar = bars.findLastIndex((each) => each.contains(one));
    const written = [one, ...one.querySelectorAll('*')].filter((each) =>
      [...each.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()),
    );
    return {
      x,
      y,
      width,
      height,
      name: one.getAttribute('aria-label') ?? one.innerText.slice(0, 20),
      main: one.matches(main),
      cells: bar < 0 ? null : bar,
      layer: layers.findLastIndex((each) => each.contains(one)),
      // A tab is known by its picture; its word is a second line.
      letters: one.matches('.st-tabbar__i')
        ? 0
        : Math.max(0, ...written.map((each) => Number.parseFloat(getComputedStyle(each).fontSize))),
    };
  });
}

/** Runs in the page: every text that is shown, and the first box that does not show it whole. */
export function texts(): Words[] {
  const SLACK = 2;
  const range = document.createRange();
  // Many words share their boxes, and a computed style computes anew whenever it is asked.
  const looks = new Map<Element, ReturnType<typeof lookAt>>();
  const lookAt = (one: Element) => {
    const { display, overflowX, overflowY, textOverflow, webkitLineClamp, backgroundColor, color, fontSize } =
      getComputedStyle(one);
    const isShortened = textOverflow === 'ellipsis' || webkitLineClamp !== 'none';
    const isBox = display !== 'inline' && display !== 'contents';
    const box = one.getBoundingClientRect();
    return { box, isBox, isShortened, overflowX, overflowY, backgroundColor, color, fontSize };
  };
  const lookOf = (one: Element) => {
    const look = looks.get(one) ?? lookAt(one);
    looks.set(one, look);
    return look;
  };
  const lineage = (from: Element): Element[] => {
    const all: Element[] = [];
    for (let one: Element | null = from; one; one = one.parentElement) all.push(one);
    return all;
  };
  const cutBy = (text: DOMRect, around: readonly Element[]): string | null => {
    const scrolls = { x: false, y: false };
    for (const [depth, one] of around.entries()) {
      const { box, isBox, isShortened, overflowX, overflowY } = lookOf(one);
      const beyond = {
        x: text.left < box.left - SLACK || text.right > box.right + SLACK,
        y: text.top < box.top - SLACK || text.bottom > box.bottom + SLACK,
      };
      if (isShortened) return 'is shortened by …';
      for (const way of ['x', 'y'] as const) {
        const overflow = way === 'x' ? overflowX : overflowY;
        const clips = (overflow === 'hidden' || overflow === 'clip') && isBox;
        if (!scrolls[way] && beyond[way] && clips) return `is cut by .${one.className}`;
        if (overflow === 'auto' || overflow === 'scroll') scrolls[way] = true;
      }
      if (depth < 2 && isBox && beyond.x && !scrolls.x) return `sticks out of .${one.className}`;
    }
    return text.left < -SLACK || text.right > innerWidth + SLACK ? 'runs off the screen' : null;
  };
  const found: Words[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const owner = node.parentElement;
    const words = node.textContent?.trim() ?? '';
    if (!owner || words === '' || !owner.checkVisibility({ visibilityProperty: true })) continue;
    range.selectNodeContents(node);
    const seen = [...range.getClientRects()].filter(({ width }) => width > 1);
    if (seen.length === 0) continue;
    const around = lineage(owner);
    const { color, fontSize } = lookOf(owner);
    found.push({
      words: words.slice(0, 30),
      size: Number.parseFloat(fontSize),
      colour: color,
      grounds: around.map((one) => lookOf(one).backgroundColor),
      off: owner.closest('[aria-disabled=true]') !== null,
      cut: seen.map((box) => cutBy(box, around)).find((cut) => cut !== null) ?? null,
    });
  }
  return found;
}
