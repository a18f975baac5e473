/** The style sheet of the page: light or dark as the reader prefers, on a phone and on a wide screen. */
export const style = `
:root {
  color-scheme: light dark;
  --ink: light-dark(#1c2024, #e8eaed);
  --soft: light-dark(#5b6470, #a3abb6);
  --paper: light-dark(#f7f8fa, #121417);
  --card: light-dark(#ffffff, #1b1e23);
  --line: light-dark(#dde1e6, #30353c);
  --breaking: light-dark(#b3261e, #ff8a80);
  --compatible: light-dark(#8a5a00, #f2c14e);
  --cosmetic: light-dark(#5b6470, #a3abb6);
  --same: light-dark(#1b6e3c, #7ddc9c);
  --mark: light-dark(#ffe9a8, #5a4a12);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
body.breaking { --accent: var(--breaking); }
body.compatible { --accent: var(--compatible); }
body.cosmetic { --accent: var(--cosmetic); }
body.same { --accent: var(--same); }
header, main { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2.5rem; border-top: .5rem solid var(--accent); max-width: none; background: var(--card); border-bottom: 1px solid var(--line); padding-bottom: 1.5rem; }
header > * { max-width: 65.5rem; margin-left: auto; margin-right: auto; }
.over { margin-block: 0; color: var(--soft); }
h1 { margin-block: 0; font-size: clamp(2.25rem, 7vw, 3.5rem); line-height: 1.1; color: var(--accent); text-transform: capitalize; }
.lead { margin-block: .5rem 1.25rem; font-size: 1.2rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: .75rem; }
.tiles div { border: 1px solid var(--line); border-radius: .5rem; padding: .6rem .9rem; }
.tiles dt { color: var(--soft); font-size: .85rem; }
.tiles dd { margin: 0; font-weight: 600; }
.next code { overflow-wrap: anywhere; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem; padding: 0; margin: .5rem 0 0; }
nav a { display: inline-block; border: 1px solid var(--line); border-radius: 2rem; padding: .2rem .8rem; background: var(--card); color: inherit; text-decoration: none; overflow-wrap: anywhere; }
nav a:hover { border-color: var(--soft); }
nav small { color: var(--soft); }
.dot { display: inline-block; width: .6em; height: .6em; border-radius: 50%; margin-right: .45em; background: currentColor; }
.dot.breaking, .chip.breaking, .answers .breaking { color: var(--breaking); }
.dot.compatible, .chip.compatible { color: var(--compatible); }
.dot.cosmetic, .chip.cosmetic { color: var(--cosmetic); }
h2 { margin: 2.25rem 0 .75rem; font-size: 1.35rem; overflow-wrap: anywhere; }
article { background: var(--card); border: 1px solid var(--line); border-left: .3rem solid var(--line); border-radius: .5rem; padding: .9rem 1.1rem; margin: .75rem 0; }
article.breaking { border-left-color: var(--breaking); }
article.compatible { border-left-color: var(--compatible); }
h3 { margin: 0; font-size: 1rem; font-weight: 600; overflow-wrap: anywhere; }
.chip { font-size: .8rem; border: 1px solid currentColor; border-radius: 1rem; padding: 0 .55rem; margin-right: .35rem; }
.answers { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .5rem 0 0; font-size: .95rem; }
.where { margin: .35rem 0 0; color: var(--soft); font-size: .85rem; overflow-wrap: anywhere; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)); gap: .75rem; margin-top: .6rem; }
figure { margin: 0; min-width: 0; }
figcaption { color: var(--soft); font-size: .85rem; }
pre { margin: .15rem 0 0; padding: .5rem .7rem; border: 1px solid var(--line); border-radius: .35rem; background: var(--paper); white-space: pre-wrap; overflow-wrap: anywhere; max-height: 20rem; overflow-y: auto; font: .88rem/1.5 ui-monospace, monospace; }
code { font: .92em ui-monospace, monospace; }
mark { background: var(--mark); color: inherit; border-radius: .2rem; }
section { content-visibility: auto; contain-intrinsic-size: auto 4rem; }
summary h2 { display: inline; color: var(--ink); }
summary h2 small { color: var(--soft); font-weight: 400; }
summary p { margin: .25rem 0 .5rem; overflow-wrap: anywhere; }
summary { cursor: pointer; color: var(--soft); padding: .35rem 0; }
.exports { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 16rem), 1fr)); gap: 1rem; }
.exports h3 { text-transform: capitalize; }
.exports ul { padding-left: 1.1rem; margin: .35rem 0; overflow-wrap: anywhere; }
main { padding-bottom: 4rem; }
`;
