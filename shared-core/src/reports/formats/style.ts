/** Style of the HTML report: readable on a screen in light and dark, and on paper. @internal */
export const style = `
:root{--ink:#1c2733;--soft:#5c6b7a;--line:#dde3e8;--paper:#fff;--shade:#f5f7f9;--accent:#2f6f8f;--advice:#e8f3ee;--warning:#fdf3e1}
@media (prefers-color-scheme:dark){:root{--ink:#e4eaf0;--soft:#9aa8b5;--line:#33404c;--paper:#161d24;--shade:#1e2730;--accent:#7fb8d3;--advice:#1d332a;--warning:#3a301c}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1080px;padding:32px 24px;font:15px/1.5 system-ui,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;color:var(--ink);background:var(--paper)}
h1{font-size:28px;margin:0}header p{color:var(--soft);margin:4px 0 16px}
nav{display:flex;flex-wrap:wrap;gap:16px;border-bottom:1px solid var(--line);padding-bottom:12px}
a{color:var(--accent);text-decoration:none}a:hover{text-decoration:underline}
h2{font-size:20px;margin:36px 0 12px}h3{font-size:16px;margin:0 0 8px}h3 code{font-weight:400;color:var(--soft)}
dl{display:flex;flex-wrap:wrap;gap:10px 28px;margin:0 0 14px}dt{font-size:12px;color:var(--soft)}dd{margin:0;font-weight:600;overflow-wrap:anywhere}dd small{font-weight:400;color:var(--soft)}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;margin:0 0 16px;font-size:14px}
th{font-weight:600;color:var(--soft)}th,td{text-align:left;padding:6px 10px;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}th{overflow-wrap:normal}.whole{white-space:nowrap}.right{text-align:right;font-variant-numeric:tabular-nums}
article{border:1px solid var(--line);border-radius:8px;padding:16px;margin:0 0 14px}
aside{border-radius:8px;padding:12px 16px;margin:18px 0 10px}aside p{margin:4px 0 0}.advice{background:var(--advice)}.warning{background:var(--warning)}
figure{margin:8px 0}figcaption{font-size:12px;color:var(--soft);margin-bottom:4px}figure svg{max-width:100%;height:auto}
pre{background:var(--shade);padding:14px;border-radius:8px;overflow-x:auto;font-size:13px}code{font-family:ui-monospace,Consolas,"DejaVu Sans Mono",monospace}
footer{margin-top:40px;border-top:1px solid var(--line);padding-top:12px;color:var(--soft);font-size:13px}
@media print{:root{--ink:#000;--soft:#444;--line:#bbb;--paper:#fff;--shade:#f5f5f5;--advice:#f2f2f2;--warning:#f2f2f2}body{max-width:none;padding:0;font-size:11pt}nav{display:none}article,aside,figure,tr{break-inside:avoid}h2{break-after:avoid}pre{white-space:pre-wrap}.wide{overflow:visible}table{font-size:8.5pt}th,td{padding:3px 5px}}
`.trim();
