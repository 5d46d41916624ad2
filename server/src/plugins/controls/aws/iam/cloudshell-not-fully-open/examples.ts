import { attachedToNobodyExamples } from '../../identity/attached-to-nobody.ts';

export const examples = attachedToNobodyExamples('AWSCloudShellFullAccess');
