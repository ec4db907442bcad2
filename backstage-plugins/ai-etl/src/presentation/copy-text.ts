/** Copies a text; browsers offer the clipboard only where the connection is safe, so there is an older way beside. */
export async function copyText(text: string): Promise<boolean> {
  try {
    if (navigator.clipboard) await navigator.clipboard.writeText(text);
    return navigator.clipboard ? true : copyBySelection(text);
  } catch {
    return copyBySelection(text); // the page may not, the reader's own selection may
  }
}

function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  return copied;
}
