import { portExamples } from '../../network-exposure/security-group-examples.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const examples = portExamples(networkServices.docker);
