import { portExamples } from '../../network-exposure/security-group-examples.ts';
import { highRiskPorts } from '../../network-exposure/services.ts';

export const examples = portExamples(highRiskPorts);
