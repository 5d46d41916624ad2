export { approvalRoutes } from './routes.ts';
export { expiryOf } from './rules.ts';
export {
  type ApprovalsDeps,
  approvalOf,
  cancelApproval,
  planHashOf,
  requestApproval,
} from './service.ts';
export type { ApprovalRow } from './store.ts';
export { sweepApprovals } from './sweep.ts';
