/** Ways in which a text becomes a program where somebody forgets that it is a text; `$` is the call. */
const shapes = [
  '<svg onload=$>',
  '<svg/onload=$>',
  '<img src=x onerror=$>',
  '<body onload=$>',
  '<script>$</script>',
  '<ScRiPt>$</sCrIpT>',
  '"><svg onload=$>',
  "'><svg onload=$>",
  '--><svg onload=$>',
  ']]><svg onload=$>',
  '*/--><img src=x onerror=$>',
  '</p><img src=x onerror=$>',
  '</title><svg onload=$>',
  '</style><svg onload=$>',
  '</textarea><svg onload=$>',
  '</script><script>$</script>',
  '<image src=x onerror=$>',
  '<img/src=x/onerror=$>',
  '<img src=x onerror=$//',
  '<<img src=x onerror=$>',
  '<img src=x\tonerror\t=\t$>',
  '<details open ontoggle=$>',
  '<video><source onerror=$></video>',
  '<audio src=x onerror=$>',
  '<video src=x onerror=$>',
  '<input autofocus onfocus=$>',
  '<select autofocus onfocus=$>',
  '<textarea autofocus onfocus=$>',
  '<b tabindex=1 autofocus onfocus=$>',
  '<marquee onstart=$>',
  '<style onload=$></style>',
  '<link rel=stylesheet href=x onerror=$>',
  '<object data=x onerror=$>',
  '<iframe srcdoc="<script>parent.$</script>">',
  '<iframe src="javascript:parent.$">',
  '<iframe onload=$></iframe>',
  '<embed src="javascript:$">',
  '<svg><script>$</script></svg>',
  '<svg><animate onbegin=$ attributeName=x dur=1s>',
  '<svg><set onbegin=$ attributeName=x>',
  '<svg><a><animate attributeName=href values=javascript:$ />',
  '<math><mtext><table><mglyph><style><img src=x onerror=$>',
  '<noscript><p title="</noscript><img src=x onerror=$>">',
  '<template><img src=x onerror=$></template>',
  '<a href="javascript:$">看</a>',
  '<a href=" &#1; javascript:$">看</a>',
  '<form><button formaction=javascript:$>看',
  '<base href=javascript:$//>',
  '<meta http-equiv=refresh content="0;url=javascript:$">',
  '<table background=javascript:$>',
  '<div style="background:url(javascript:$)">',
  '" onfocus=$ autofocus="',
  "' onmouseover=$ x='",
  '` onmouseover=$ x=`',
  '" onerror=$ src=x "',
  "';$;//",
  '";$;//',
  '`;$;//',
  '\\";$;//',
  "{{constructor.constructor('$')()}}",
  '${$}',
  '#{$}',
  '<%= $ %>',
  '[看](javascript:$)',
  '![看](x"onerror="$)',
  'javascript:$',
  'data:text/html,<script>parent.$</script>',
  '&lt;img src=x onerror=$&gt;',
  '&#60;img src=x onerror=$&#62;',
  '\\u003cimg src=x onerror=$\\u003e',
  '%3Cimg src=x onerror=$%3E',
  '＜img src=x onerror=$＞',
  '<!--><img src=x onerror=$>-->',
  '<!--[if gte IE 4]><script>$</script><![endif]-->',
  '<?xml version="1.0"?><svg onload=$>',
  '<![CDATA[<img src=x onerror=$>]]>',
];

/** Every attack with its number: where it becomes a program it calls `fx` with it. */
export const attacks: readonly string[] = shapes.map((shape, at) => shape.replaceAll('$', `fx(${at})`));

/** Hands out attacks in turn, as many as fit into so many characters, so that over time every field is tried with every one that it can hold. */
export class Attacker {
  private at = 0;

  /** At least one; `longest` has to hold the shortest of them. */
  text(longest: number): string {
    const parts: string[] = [];
    for (let looked = 0; looked < attacks.length; looked += 1) {
      const next = attacks[this.at++ % attacks.length] ?? '';
      if ([...parts, next].join('\n').length > longest) continue;
      parts.push(next);
      if (longest < 200) break;
    }
    return parts.join('\n');
  }
}

/** The numbers of the attacks that can be read in a text. */
export const attacksIn = (text: string): number[] =>
  [...text.matchAll(/fx\((\d+)\)/g)].map(([, at]) => Number(at));
