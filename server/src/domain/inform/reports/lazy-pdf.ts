import type { WriteDocument } from './report.ts';

/** Loaded when the first one is asked for: a start does not wait for fonts. */
export const writePdf: WriteDocument = async function* (document, signal) {
  const pdf = await import('./pdf-document.ts');
  yield* pdf.writePdf(document, signal);
};
