export { attestationRoutes } from './routes.ts';
export { type AttestationsDeps, type ValidAttestation, validAttestations } from './service.ts';
