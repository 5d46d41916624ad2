import { type Framework, type MappedControl, mapControls } from '../../plugin-kit/define-framework.ts';
import { checkFacts } from './checks.generated.ts';
import { cisAws20 } from './cis/aws/version-2.0.ts';
import { cisAws30 } from './cis/aws/version-3.0.ts';
import { cisAws401 } from './cis/aws/version-4.0.1.ts';
import { cisAws50 } from './cis/aws/version-5.0.ts';

/** Every framework in every version, oldest version first. */
export const frameworkOutlines = [cisAws20, cisAws30, cisAws401, cisAws50];

/** The frameworks with the controls that judge each requirement. Pure: ask once and keep the answer. */
export function frameworksJudgedBy(controls: readonly MappedControl[]): readonly Framework[] {
  return mapControls(frameworkOutlines, checkFacts, controls);
}
