import { mappingRows } from '../plugin-kit/define-framework.ts';
import { controls } from '../plugins/controls/controls.generated.ts';
import { frameworksJudgedBy } from '../plugins/frameworks/index.ts';

/** The frameworks of this build with the controls that judge each requirement. */
export const frameworks = frameworksJudgedBy(controls);

/** Requirement by requirement what judges it. */
export const complianceMapping = mappingRows(frameworks);
