import { executionsCommand } from '../execution/list.ts';

export const command = executionsCommand('executions', ['runs'], 'job executions');
