import type { ControlExamples } from '../plugin-kit/define-control.ts';
import { mappingRows } from '../plugin-kit/define-framework.ts';
import { controls } from '../plugins/controls/controls.generated.ts';
import { examplesOf } from '../plugins/controls/examples.generated.ts';
import { frameworksJudgedBy } from '../plugins/frameworks/index.ts';

/** The frameworks of this build with the controls that judge each requirement. */
export const frameworks = frameworksJudgedBy(controls);

/** Requirement by requirement what judges it. */
export const complianceMapping = mappingRows(frameworks);

const placeOf = new Map(controls.map(({ id }, place) => [id, place]));

/** The examples of a control, which stand in the order of the registry. */
export async function examplesOfControl(controlId: string): Promise<ControlExamples | undefined> {
  const load = examplesOf[placeOf.get(controlId) ?? -1];
  return (await load?.())?.examples;
}
