/** The document that the page is drawn from. */
export const embedded: unknown = JSON.parse(document.getElementById('report')!.textContent!);
