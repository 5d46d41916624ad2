import {
  type Framework,
  type FrameworkOutline,
  type MappedControl,
  mapControls,
} from '../../plugin-kit/define-framework.ts';
import { type CoverageRow, coverageOf } from '../../plugin-kit/framework-coverage.ts';
import { checkFacts } from './checks.generated.ts';
import { cisAws20 } from './cis/aws/version-2.0.ts';
import { cisAws30 } from './cis/aws/version-3.0.ts';
import { cisAws401 } from './cis/aws/version-4.0.1.ts';
import { cisAws50 } from './cis/aws/version-5.0.ts';
import { cisAzure20 } from './cis/azure/version-2.0.ts';
import { cisAzure60 } from './cis/azure/version-6.0.ts';
import { cisGcp20 } from './cis/gcp/version-2.0.ts';
import { cisGcp50 } from './cis/gcp/version-5.0.ts';
import { cisKubernetes18 } from './cis/kubernetes/version-1.8.ts';
import { cisKubernetes201 } from './cis/kubernetes/version-2.0.1.ts';
import { declinedChecks } from './declined-checks.ts';
import { hipaa } from './hipaa/security-rule-2013.ts';
import { iso27001 } from './iso-27001/annex-a-2022.ts';
import { nist80053 } from './nist-800-53/revision-5.ts';
import { pciDss321 } from './pci-dss/version-3.2.1.ts';
import { pciDss401 } from './pci-dss/version-4.0.1.ts';
import { soc2 } from './soc2/criteria-2017.ts';

/** Every framework in every version; versions of one stand together, oldest first. */
export const frameworkOutlines: readonly FrameworkOutline[] = [
  cisAws20,
  cisAws30,
  cisAws401,
  cisAws50,
  cisAzure20,
  cisAzure60,
  cisGcp20,
  cisGcp50,
  cisKubernetes18,
  cisKubernetes201,
  hipaa,
  iso27001,
  nist80053,
  pciDss321,
  pciDss401,
  soc2,
];

/** The frameworks with the controls that judge each requirement. Pure: ask once and keep the answer. */
export function frameworksJudgedBy(controls: readonly MappedControl[]): readonly Framework[] {
  return mapControls(frameworkOutlines, checkFacts, controls);
}

/** What judges each requirement of a framework that was answered here, beside what others judge it by. */
export function frameworkCoverage(
  framework: Framework,
  controls: readonly Pick<MappedControl, 'equivalents'>[],
): CoverageRow[] {
  const outline = frameworkOutlines.find(
    ({ id, version }) => id === framework.id && version === framework.version,
  );
  if (outline === undefined) throw new Error(`there is no framework ${framework.id} ${framework.version}`);
  const equivalents = new Set(controls.flatMap((control) => control.equivalents));
  return coverageOf(framework, outline, checkFacts, equivalents, declinedChecks);
}
