import { instanceExamples } from '../../network-exposure/instance-examples.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const examples = instanceExamples(networkServices.elasticsearch);
