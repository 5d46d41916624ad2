export { presentApproval } from './present.ts';
export { approvalRoutes } from './routes.ts';
export { expiryOf } from './rules.ts';
export { approvalSchema } from './schemas.ts';
export {
  type ApprovalsDeps,
  approvalOf,
  approveByStandingDecision,
  cancelApproval,
  decide,
  peopleWhoMayDecide,
  planHashOf,
  requestApproval,
} from './service.ts';
export { type ApprovalRow, getApproval } from './store.ts';
export { sweepApprovals } from './sweep.ts';
