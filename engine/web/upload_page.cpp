#include "engine/web/upload_page.h"

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/base/sha256.h"

namespace saccade {

namespace {

constexpr std::string_view kStyle = R"css(
:root{color-scheme:light dark;--window:#f2f4f6;--surface:#fff;--line:#7c8592;--text:#1a212b;--text2:#4b5563;
--accent:#2459b0;--tint:#e4ecf9;--bad:#b02e2a}
@media (prefers-color-scheme:dark){:root{--window:#1a1d22;--surface:#21252b;--line:#7b8491;--text:#e8ebef;
--text2:#b4bcc8;--accent:#3a6fc8;--tint:#25344d;--bad:#f08d84}}
*{box-sizing:border-box}
[hidden]{display:none!important}
body{margin:0;padding:24px 16px;background:var(--window);color:var(--text);
font:16px/1.5 Inter,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:640px;margin:0 auto}
h1{margin:0;font-size:22px;overflow-wrap:anywhere}
p{margin:4px 0 16px;color:var(--text2)}
.card{padding:16px;margin:16px 0;background:var(--surface);border-radius:8px}
#drop{display:block;padding:32px 16px;border:2px dashed var(--line);text-align:center;cursor:pointer}
#drop.over,#drop:hover{background:var(--tint)}
#drop:focus-within{outline:3px solid var(--accent);outline-offset:2px}
#file{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
#preview{display:block;max-width:100%;max-height:280px;margin:0 auto 16px}
ol{list-style:none;margin:0;padding:0}
li{margin:8px 0}
.row{display:flex;justify-content:space-between;gap:16px}
.row span:first-child{overflow-wrap:anywhere}
.row span:last-child{font-variant-numeric:tabular-nums;white-space:nowrap}
.track{height:8px;border-radius:4px;background:var(--tint)}
.bar{height:8px;border-radius:4px;background:var(--accent)}
#status{min-height:24px;margin:0}
#status.bad{color:var(--bad)}
input[type=password],button{font:inherit;padding:6px 12px;border:1px solid var(--line);border-radius:6px;
background:var(--surface);color:var(--text)}
button{background:var(--accent);border-color:var(--accent);color:#fff;cursor:pointer}
)css";

constexpr std::string_view kBody = R"html(
<main>
<h1 id="title">Saccade</h1>
<p id="about">Image classification on this computer.</p>
<form id="login" class="card" hidden>
<label for="token">Token, as the program shows it</label>
<div class="row"><input id="token" type="password" autocomplete="off" required><button>Use</button></div>
</form>
<label id="drop" class="card" for="file">Drop an image here, paste one, or choose a file
<input id="file" type="file" accept="image/*"></label>
<section class="card" aria-label="Result">
<img id="preview" alt="" hidden>
<p id="status" role="status">No image yet.</p>
<ol id="list" aria-label="Likeliest classes"></ol>
</section>
</main>
)html";

constexpr std::string_view kScript = R"js(
'use strict';
const $ = id => document.getElementById(id);
let stored = null;
try { stored = sessionStorage.getItem('token'); } catch (e) {}
let token = new URLSearchParams(location.hash.slice(1)).get('token') || stored || '';
let newest = 0, shown = '';
if (location.hash) history.replaceState(null, '', location.pathname);

function say(text, bad) {
    $('status').textContent = text;
    $('status').className = bad ? 'bad' : '';
}
async function ask(path, options) {
    options.headers = Object.assign({Authorization: 'Bearer ' + token}, options.headers);
    const answer = await fetch(path, options);
    const json = await answer.json();
    if (answer.status === 401) $('login').hidden = false;
    if (!answer.ok) throw new Error(json.error.message);
    return json;
}
async function start() {
    try {
        const model = await ask('/model', {});
        try { sessionStorage.setItem('token', token); } catch (e) {}
        $('login').hidden = true;
        $('title').textContent = document.title = model.title;
        $('about').textContent = model.classes.length + ' classes. Images stay on the computer that serves this page.';
        say('No image yet.', false);
    } catch (e) { say(e.message, true); }
}
function row(entry) {
    const item = document.createElement('li'), line = document.createElement('div');
    const name = document.createElement('span'), share = document.createElement('span');
    const track = document.createElement('div'), bar = document.createElement('div');
    line.className = 'row'; track.className = 'track'; bar.className = 'bar';
    name.textContent = entry.label;
    share.textContent = (100 * entry.probability).toFixed(1) + ' %';
    bar.style.width = 100 * entry.probability + '%';
    line.append(name, share); track.append(bar); item.append(line, track);
    return item;
}
function show(file) {
    if (shown) URL.revokeObjectURL(shown);
    shown = URL.createObjectURL(file);
    $('preview').src = shown;
    $('preview').alt = file.name || 'The pasted image';
    $('preview').hidden = false;
}
async function classify(file) {
    const ticket = ++newest;
    show(file);
    $('list').replaceChildren();
    say('Looking…', false);
    try {
        const type = file.type.startsWith('image/') ? file.type : 'application/octet-stream';
        const answer = await ask('/predict', {method: 'POST', body: file, headers: {'Content-Type': type}});
        if (ticket !== newest) return;
        const time = (answer.milliseconds.decode + answer.milliseconds.network).toFixed(1);
        say((answer.isUnknown ? 'Unknown; nearest: ' : '') + answer.label + ', in ' + time + ' ms', false);
        $('list').replaceChildren(...answer.top.map(row));
    } catch (e) { if (ticket === newest) say(e.message, true); }
}
function first(files) { if (files && files.length) classify(files[0]); }

$('preview').onerror = () => { $('preview').hidden = true; };
$('file').onchange = () => { first($('file').files); $('file').value = ''; };
$('login').onsubmit = event => { event.preventDefault(); token = $('token').value.trim(); start(); };
document.onpaste = event => first(event.clipboardData.files);
document.ondragover = event => { event.preventDefault(); $('drop').classList.add('over'); };
document.ondragleave = () => $('drop').classList.remove('over');
document.ondrop = event => {
    event.preventDefault();
    $('drop').classList.remove('over');
    first(event.dataTransfer.files);
};
start();
)js";

int hexValue(char digit)
{
    return digit <= '9' ? digit - '0' : digit - 'a' + 10;
}

/// 'sha256-...' as Content Security Policy writes it: the digest in base64 (RFC 4648, section 4).
std::string digestSource(std::string_view text)
{
    constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const std::string hex = sha256Hex(text);
    std::string source = "'sha256-";
    std::uint32_t bits = 0;
    int count = 0;
    for (const char digit : hex) {
        bits = bits << 4 | static_cast<std::uint32_t>(hexValue(digit));
        count += 4;
        if (count >= 6) {
            count -= 6;
            source += kDigits[bits >> count & 0x3f];
        }
    }
    source += kDigits[bits << (6 - count) & 0x3f]; // 256 bits are 42 digits of 6 and 4 bits more
    return source + "='";
}

std::string madePage()
{
    std::string page = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                       "<title>Saccade</title>\n<style>";
    page += kStyle;
    page += "</style>\n</head>\n<body>";
    page += kBody;
    page += "<script>";
    page += kScript;
    page += "</script>\n</body>\n</html>\n";
    return page;
}

} // namespace

const std::string& uploadPage()
{
    static const std::string page = madePage();
    return page;
}

const std::string& uploadPagePolicy()
{
    static const std::string policy = "default-src 'none'; script-src " + digestSource(kScript) + "; style-src " +
                                      digestSource(kStyle) +
                                      "; img-src blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
                                      "frame-ancestors 'none'";
    return policy;
}

} // namespace saccade
