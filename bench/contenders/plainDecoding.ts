/** Regular expressions for query parameters and headers whose values are secrets by default. */
const secretParameters =
  /([?&;#](?:signature|sig2?|sid|policy|key-pair-id|x-amz-signature|x-amz-security-token|x-amz-credential|access_token|id_token|refresh_token|token|code|password|secret|api_key|apikey|key)=)[^&# \n]+/gi;
const secretHeaders =
  /^((?:authorization|proxy-authorization|cookie|set-cookie|x-api-key|x-amz-security-token|[^:\n]*-(?:token|secret|key)):)[^\n]+/gim;

/** Decodes percent escapes once. Keeps invalid escapes, and keeps all escapes if the result isn't UTF-8. */
export function decodeText(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return decodeUnbroken(text);
  }
}

/** Redacts the values of secret parameters in a URL or query string. */
export function redactUrl(url: string, beginsWithName: boolean): string {
  if (!url.includes('=')) return url;
  if (!beginsWithName) return url.replace(secretParameters, '$1REDACTED');
  return `?${url}`.replace(secretParameters, '$1REDACTED').slice(1);
}

/** Redacts the values of secret headers. */
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
