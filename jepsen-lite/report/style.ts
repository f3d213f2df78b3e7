/**
 * Two palettes of the same roles, each checked for contrast on its own ground. Red is kept for what is wrong with the
 * store; failed and unknown operations, which are no bug, have colours of their own.
 */
const light = `
--ground:#f3f5f8;--card:#fff;--ink:#18212e;--soft:#566275;--line:#dde2ea;--stripe:#f6f8fb;--code:#eef1f6;--link:#1a5fb4;
--valid:#146c3c;--valid-bg:#e3f5ea;--invalid:#b3141f;--invalid-bg:#fdeaea;--unknown:#7d5600;--unknown-bg:#fdf1d6;
--ok:#2a6fc9;--fail:#b5561f;--info:#7b45c2;--p50:#0b3d82;--p99:#00757d;
--placed:#e4eefb;--placed-line:#6a9bd8;--later:#eef0f4;--later-line:#a9b3c2;--order:#1c4f94;--state:#fff6dc;--state-line:#d3b45c;
--f-partition:#0f8a80;--f-kill:#4a5568;--f-pause:#a9780a;--f-other:#a83a8f;
--n0:#cfe0f7;--n1:#d2edda;--n2:#f8dfca;--n3:#e3d7f5;--n4:#f5d5e0;--n5:#d8e9ee;color-scheme:light`;

const dark = `
--ground:#0f141b;--card:#171e28;--ink:#e6ebf2;--soft:#9eabbd;--line:#2d3745;--stripe:#1b2330;--code:#222c39;--link:#7fb4f5;
--valid:#6fd39a;--valid-bg:#14331f;--invalid:#ff8a8a;--invalid-bg:#41181c;--unknown:#f0c264;--unknown-bg:#3a2c0d;
--ok:#5c9cf0;--fail:#ee965c;--info:#bd93f5;--p50:#c4dcff;--p99:#58d0d2;
--placed:#1f3553;--placed-line:#4f83c4;--later:#232c39;--later-line:#56637a;--order:#8fbcf5;--state:#3a3218;--state-line:#8d7838;
--f-partition:#35b5a8;--f-kill:#93a1b5;--f-pause:#d6a435;--f-other:#db7cc5;
--n0:#24405f;--n1:#1f4a33;--n2:#573a22;--n3:#40305f;--n4:#572b3d;--n5:#274650;color-scheme:dark`;

const page = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
main{max-width:1220px;margin:0 auto;padding:20px 16px 32px;display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}
.card{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:18px 20px;min-width:0}
h1,h2,h3,p,dl,dd,ul{margin:0}
h2{font-size:18px;line-height:1.3;margin-bottom:10px;overflow-wrap:anywhere}
h3{font-size:15px;margin:18px 0 6px}
a{color:var(--link)}
code,.figure text{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace}
code{font-size:.88em;background:var(--code);border-radius:4px;padding:1px 5px;overflow-wrap:anywhere}
small{color:var(--soft);font-size:.85em;font-weight:400}
.sub,.note{color:var(--soft);font-size:14px}
.note{margin-top:8px}
.scroll{overflow-x:auto}
nav{display:flex;flex-wrap:wrap;gap:4px 18px;padding:0 4px;font-size:14px}
footer{color:var(--soft);font-size:13px;padding:0 4px}
.button,button{display:inline-block;font:inherit;font-size:14px;color:var(--ink);background:var(--card);border:1px solid var(--later-line);border-radius:6px;padding:4px 12px;text-decoration:none;cursor:pointer}
.button.danger{color:var(--invalid);border-color:var(--invalid)}
[hidden]{display:none!important}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}

.top{border-left-width:8px}
.top.valid{border-left-color:var(--valid)}.top.invalid{border-left-color:var(--invalid)}.top.unknown{border-left-color:var(--unknown)}
.verdict{display:flex;flex-wrap:wrap;align-items:center;gap:10px 16px}
.verdict>div{flex:1 1 260px}
.verdict h1{font-size:38px;line-height:1.1;letter-spacing:.01em;text-transform:uppercase}
.sign{display:grid;place-items:center;width:60px;height:60px;border-radius:14px;font-size:36px;font-weight:700}
.valid .sign{background:var(--valid-bg)}.invalid .sign{background:var(--invalid-bg)}.unknown .sign{background:var(--unknown-bg)}
.valid :is(.sign,h1){color:var(--valid)}.invalid :is(.sign,h1){color:var(--invalid)}.unknown :is(.sign,h1){color:var(--unknown)}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:10px 20px}
.top .facts{grid-template-columns:repeat(auto-fill,minmax(240px,1fr));margin-top:18px;padding-top:14px;border-top:1px solid var(--line)}
.facts>div{min-width:0}
dt{color:var(--soft);font-size:13px}
dd{font-weight:600;overflow-wrap:anywhere}
dd small{display:block;font-size:12.5px}
.again{display:flex;flex-wrap:wrap;align-items:center;gap:6px 10px;margin-top:16px}
.again span{color:var(--soft);font-size:13px}
.again code{flex:1 1 320px;padding:6px 10px;white-space:pre-wrap}

table{border-collapse:collapse;width:100%;font-size:14px}
th{text-align:left;color:var(--soft);font-weight:500;font-size:13px;vertical-align:bottom}
th,td{padding:6px 14px 6px 0;border-bottom:1px solid var(--line)}
td{vertical-align:top}
tbody tr:last-child td{border-bottom:0}
.num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.wide-last td:last-child{width:70%;overflow-wrap:anywhere}
td:last-child:not(.num,.share){min-width:220px}
td code{overflow-wrap:break-word}
td:nth-child(2){min-width:90px}
.badge{display:inline-block;border-radius:5px;padding:0 7px;font-size:13px;font-weight:600;white-space:nowrap}
.badge.valid{color:var(--valid);background:var(--valid-bg)}
.badge.invalid{color:var(--invalid);background:var(--invalid-bg)}
.badge.unknown{color:var(--unknown);background:var(--unknown-bg)}
.badge.fail{color:var(--fail);background:var(--code)}.badge.info{color:var(--info);background:var(--code)}
.chip{border-left:4px solid;padding-left:7px;white-space:nowrap}
.chip.f-partition{border-color:var(--f-partition)}.chip.f-kill{border-color:var(--f-kill)}.chip.f-pause{border-color:var(--f-pause)}.chip.f-other{border-color:var(--f-other)}
.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,420px),1fr));gap:0 32px}
.columns>div{min-width:0}
td.share{width:22%;min-width:90px;padding-right:0;vertical-align:middle}
svg.share{display:block;width:100%;height:8px;border-radius:4px}
svg.share .ok{fill:var(--ok)}svg.share .fail{fill:var(--fail)}svg.share .info{fill:var(--info)}
ul.illegal{list-style:none;padding:0;margin:6px 0 0}
ul.illegal a{color:var(--invalid);font-weight:600}
.tools{display:flex;flex-wrap:wrap;align-items:center;gap:8px 16px;margin:12px 0}
details{margin-top:12px}summary{cursor:pointer;color:var(--soft);font-size:14px}details[open] summary{margin-bottom:6px}`;

const figures = `
.figure{display:flex;border:1px solid var(--line);border-radius:8px;overflow:hidden}
.figure svg{display:block;flex:none}
.figure .names{background:var(--stripe);border-right:1px solid var(--line)}
.figure .scroll{flex:1;min-width:0}
.figure text{font-size:11px;fill:var(--ink)}
.figure .name{text-anchor:end;fill:var(--soft)}.figure .name.small{font-size:10px}
.figure .tick{fill:var(--soft)}
.grid,.rule{stroke:var(--line);stroke-width:1}.axis{stroke:var(--later-line)}
.stripe{fill:var(--stripe)}
.example .grid{stroke-dasharray:2 4}

.f-partition{--f:var(--f-partition)}.f-kill{--f:var(--f-kill)}.f-pause{--f:var(--f-pause)}.f-other{--f:var(--f-other)}
.shade{fill:var(--f);fill-opacity:.09}
.fault rect{fill:var(--f);fill-opacity:.22;stroke:var(--f)}
.fault.idle rect{fill:none;stroke-dasharray:4 3}
.down rect{fill:url(#hatch);stroke:var(--f)}.down text{paint-order:stroke;stroke:var(--card);stroke-width:4px}
.touched rect{fill:var(--f)}
.node-0{--n:var(--n0)}.node-1{--n:var(--n1)}.node-2{--n:var(--n2)}.node-3{--n:var(--n3)}.node-4{--n:var(--n4)}.node-5{--n:var(--n5)}
.leader rect{fill:var(--n);stroke:var(--card)}
.run .leader text{font-size:10px}
#hatch path{stroke:var(--f-kill);stroke-width:2}#hatch rect{fill:var(--card);fill-opacity:.75}

.mark{fill:none;stroke-width:1.5}
.mark.ok{stroke:var(--ok);stroke-width:3.2;stroke-linecap:round;stroke-opacity:.45}
.mark.fail{stroke:var(--fail)}
.mark.info{stroke:var(--info);fill:var(--info);fill-opacity:.3}
.line{fill:none;stroke-width:1.6}.line.p50{stroke:var(--p50)}.line.p99{stroke:var(--p99);stroke-dasharray:5 2}
.rate.good{fill:var(--ok);fill-opacity:.3;stroke:var(--ok);stroke-width:1}
.rate.bad{fill:var(--fail);fill-opacity:.75}
.error line{stroke:var(--invalid);stroke-width:1.5}.figure .error text{fill:var(--invalid);font-weight:700;paint-order:stroke;stroke:var(--card);stroke-width:4px}

.bar path{stroke-width:1.2}
.bar.placed path{fill:var(--placed);stroke:var(--placed-line)}
.bar.later path{fill:var(--later);stroke:var(--later-line)}
.bar.failed path{fill:none;stroke:var(--later-line);stroke-dasharray:3 3}
.bar.illegal path{fill:var(--invalid-bg);stroke:var(--invalid);stroke-width:2}
.bar.open path{stroke-dasharray:5 3}
.bar:focus{outline:none}.bar:is(:hover,:focus,:target,.flash) path{stroke-width:3}
.figure .label.illegal,.figure .note{fill:var(--invalid);font-weight:700}
.figure .label.later,.figure .label.failed{fill:var(--soft)}
.figure .label,.step text,.state text{pointer-events:none}
.label{paint-order:stroke;stroke-width:4px;stroke-linejoin:round}.label.placed{stroke:var(--placed)}.label.illegal{stroke:var(--invalid-bg)}.label.later{stroke:var(--later)}.label.failed{stroke:var(--card)}
.order{fill:none;stroke:var(--order);stroke-width:1.6;stroke-linejoin:round;stroke-opacity:.75;pointer-events:none}
.step{pointer-events:none}.step rect{fill:var(--order)}
.figure .step text{fill:var(--card);font-size:9.5px;font-weight:700;text-anchor:middle}
.leap{stroke:var(--invalid);stroke-width:1.8;stroke-dasharray:4 3;fill:none;pointer-events:none}
.stop{fill:var(--invalid)}.cross{stroke:var(--card);stroke-width:2;pointer-events:none}
.state rect{fill:var(--state);stroke:var(--state-line)}

.legend{display:flex;flex-wrap:wrap;gap:4px 16px;color:var(--soft);font-size:13px}
.key{display:inline-flex;align-items:center;gap:6px}
.key .mark{stroke-opacity:1}.key .mark.ok{stroke-width:5}
.key:not(.mark)::before{content:'';width:18px;height:12px;border:1.5px solid;border-radius:3px}
.key.placed::before{background:var(--placed);border-color:var(--placed-line)}
.key.illegal::before{background:var(--invalid-bg);border-color:var(--invalid)}
.key.later::before{background:var(--later);border-color:var(--later-line)}
.key.open::before{border-color:var(--later-line);border-style:dashed;border-right:0;border-radius:3px 0 0 3px}
.key.line::before{height:0;border-width:0 0 2px;border-radius:0}
.key.p50::before{border-color:var(--p50)}.key.p99::before{border-color:var(--p99);border-bottom-style:dashed}
.tip{position:fixed;z-index:9;top:0;left:0;max-width:min(440px,calc(100vw - 16px));padding:8px 11px;border-radius:7px;background:var(--ink);color:var(--card);font:12.5px/1.45 system-ui,sans-serif;overflow-wrap:anywhere;pointer-events:none;box-shadow:0 3px 14px #0005}

@media (max-width:600px){
main{padding:10px 8px 24px;gap:10px}
.card{padding:14px 12px}
.verdict h1{font-size:30px}.sign{width:48px;height:48px;font-size:28px}
.facts,.top .facts{grid-template-columns:repeat(2,minmax(0,1fr))}
th,td{padding-right:10px}
.wide-last thead{display:none}
.wide-last tbody,.wide-last tr,.wide-last td{display:block}
.wide-last tr{display:grid;grid-template-columns:auto minmax(0,1fr);padding:6px 0;border-bottom:1px solid var(--line)}
.wide-last td{border:0;padding:2px 10px 2px 0}
.wide-last td:last-child{grid-column:1/-1;width:auto}
}
@media print{body{background:#fff}.figure .scroll{overflow:visible}button,nav{display:none}}`;

export const style = `:root{${light}}
@media (prefers-color-scheme:dark){:root{${dark}}}
${page}
${figures}
`;
