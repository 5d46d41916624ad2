import { fail, pass, type Verdict } from '../../../../core/verdict.ts';
import type { ConfigurationOf } from '../../../../plugin-kit/define-resource-type.ts';
import type { guarddutyDetectorType } from '../../../providers/aws/resources/guardduty_detector/schema.ts';

type Detector = ConfigurationOf<typeof guarddutyDetectorType>;

/** Whether a detector that runs has a protection plan switched on; one of several names of it is enough. */
export function judgeProtection(detector: Detector, names: readonly string[], what: string): Verdict {
  if (detector.Enable !== true) return fail('The detector is suspended.', 'Enable');
  const isOn = detector.Features?.some(
    ({ Name, Status }) => names.includes(Name ?? '') && Status === 'ENABLED',
  );
  return isOn === true ? pass(`${what} is on.`, 'Features') : fail(`${what} is off.`, 'Features');
}
