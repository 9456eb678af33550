/** Query parameters and headers whose values are secrets by default, as anyone would write them down. */
const secretParameters =
  /([?&;#](?:signature|sig2?|sid|policy|key-pair-id|x-amz-signature|x-amz-security-token|x-amz-credential|access_token|id_token|refresh_token|token|code|password|secret|api_key|apikey|key)=)[^&# \n]+/gi;
const secretHeaders =
  /^((?:authorization|proxy-authorization|cookie|set-cookie|x-api-key|x-amz-security-token|[^:\n]*-(?:token|secret|key)):)[^\n]+/gim;

/** Decodes percent escapes once, as the viewer sent the text. Keeps broken ones, and all of them if the result isn't UTF-8. */
export function decodeText(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return decodeUnbroken(text);
  }
}

/** A URL or a query string without the values of secret parameters. */
export function redactUrl(url: string, beginsWithName: boolean): string {
  if (!url.includes('=')) return url;
  if (!beginsWithName) return url.replace(secretParameters, '$1REDACTED');
  return `?${url}`.replace(secretParameters, '$1REDACTED').slice(1);
}

/** Lines of headers without the values of secret ones. */
export function redactHeaders(headers: string): string {
  return redactUrl(headers.replace(secretHeaders, '$1REDACTED'), false);
}

function decodeUnbroken(text: string): string {
  try {
    return text.replaceAll(/(?:%[0-9A-Fa-f]{2})+/g, (escapes) => decodeURIComponent(escapes));
  } catch {
    return text;
  }
}
