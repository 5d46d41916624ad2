export type { AssessmentDocuments } from './assessment-report.ts';
export { reportGenerationJob } from './jobs.ts';
export { writePdf } from './lazy-pdf.ts';
export type { Cell, Column, ReportDocument, Section, Table, Tone } from './report.ts';
export { reportRetention } from './retention.ts';
export { reportRoutes } from './routes.ts';
