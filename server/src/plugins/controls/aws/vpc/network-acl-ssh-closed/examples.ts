import { aclExamples } from '../../network-exposure/acl-examples.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const examples = aclExamples(networkServices.ssh);
