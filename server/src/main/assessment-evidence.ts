import { checkAssessmentEvidence } from '../domain/inform/compliance-export/index.ts';
import { controls } from '../plugins/controls/controls.generated.ts';

/** Checks the evidence of an assessment with the controls of this build; `keys` are public keys that are trusted. */
export const assessmentEvidenceCheck = (
  keys: readonly Uint8Array[],
): ReturnType<typeof checkAssessmentEvidence> => checkAssessmentEvidence(controls, keys);
