import { createHash } from 'node:crypto';
import { PAGE_TEXTS, type PageLanguage, type PageTexts } from './page-texts.js';

const STYLE =
  'body{font:1rem/1.5 system-ui,sans-serif;max-width:26rem;margin:3rem auto;padding:0 1rem;color:#111;background:#fff}' +
  'h1{font-size:1.3rem}label{display:block;margin:1rem 0 .25rem}' +
  'input:not([type=hidden]){width:100%;box-sizing:border-box;font:inherit;padding:.5rem;border:1px solid #555}' +
  'button{font:inherit;margin:1.25rem .75rem 0 0;padding:.5rem 1.25rem;border:1px solid #154273;background:#154273;color:#fff}' +
  'button.other{background:#fff;color:#154273}p.fault{color:#a3001b;font-weight:600}code{font-size:1.6rem;letter-spacing:.1em}';
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** Plain HTML without any script; `body` is made of escaped parts only. */
export function page(language: PageLanguage, title: string, body: string): string {
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><main><h1>${escapeHtml(title)}</h1>${body}</main></body>
</html>`;
}

/** `formTargets`: origins to which an answer to a form may lead on, beside this server. */
export function pageHeaders(formTargets: readonly string[]): Readonly<Record<string, string>> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    vary: 'accept-language',
    'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action ${["'self'", ...formTargets].join(' ')}; frame-ancestors 'none'; base-uri 'none'`,
  };
}

export function logInPage(
  language: PageLanguage,
  form: { readonly action: string; readonly csrf: string; readonly fault: 'wrong' | 'slower' | null },
): string {
  const texts = PAGE_TEXTS[language];
  return page(
    language,
    texts.logIn,
    `${fault(form.fault === null ? null : texts[form.fault])}<form method="post" action="${escapeHtml(form.action)}">
<input type="hidden" name="csrf" value="${escapeHtml(form.csrf)}">
<label for="user">${texts.user}</label><input id="user" name="user" autocomplete="username" required autofocus maxlength="100">
<label for="password">${texts.password}</label><input id="password" name="password" type="password" autocomplete="current-password" required maxlength="200">
<button type="submit">${texts.go}</button></form>`,
  );
}

/** `form`: the provider's own, with its protection against forgery; the button stands beside it. */
export function codePage(language: PageLanguage, form: string, wrong: keyof PageTexts | null): string {
  const texts = PAGE_TEXTS[language];
  const button = `<button type="submit" form="op.deviceInputForm">${texts.continue}</button>`;
  return page(language, texts.enterCode, `${fault(wrong === null ? null : texts[wrong])}${form}${button}`);
}

export function confirmPage(language: PageLanguage, form: string, code: string): string {
  const texts = PAGE_TEXTS[language];
  const buttons =
    `<button type="submit" form="op.deviceConfirmForm">${texts.continue}</button>` +
    `<button type="submit" class="other" form="op.deviceConfirmForm" name="abort" value="yes">${texts.abort}</button>`;
  return page(
    language,
    texts.confirm,
    `<p><code>${escapeHtml(code)}</code></p><p>${texts.confirmWhy}</p>${form}${buttons}`,
  );
}

export function sayingPage(language: PageLanguage, text: keyof PageTexts): string {
  return page(language, PAGE_TEXTS[language][text], '');
}

function fault(text: string | null): string {
  return text === null ? '' : `<p class="fault" role="alert">${escapeHtml(text)}</p>`;
}

function escapeHtml(text: string): string {
  const names: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => names[character] ?? '');
}
