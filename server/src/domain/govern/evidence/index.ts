export { exportEvidence, findEvidence, listEvidence } from './evidence.ts';
export { evidenceRetention } from './retention.ts';
export { evidenceRoutes } from './routes.ts';
export { type Evidence, type EvidenceRecord, sealEvidence } from './seal.ts';
export { evidenceSigning } from './sign.ts';
