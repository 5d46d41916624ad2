import { portExamples } from '../../network-exposure/security-group-examples.ts';
import { administrationPorts } from '../../network-exposure/services.ts';

export const examples = portExamples(administrationPorts, 4);
