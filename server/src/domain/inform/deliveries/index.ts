export type {
  Delivery,
  DeliveryKind,
  DeliveryKindHandler,
  DeliveryStatus,
  Exchange,
  NewDelivery,
  RecordedAttempt,
  Sender,
  SendOutcome,
  SendResult,
} from './delivery.ts';
export {
  type DeliveryEngineDeps,
  type DeliveryLimits,
  type DeliveryStep,
  startDeliveries,
} from './engine.ts';
export { deliveryIdPattern, enqueueDeliveries } from './enqueue.ts';
export { forgetOldDeliveries } from './retention.ts';

export {
  type AttemptView,
  type DeliveryRow,
  getDelivery,
  lastAttempts,
  listAttempts,
  listDeliveries,
  removeDeliveries,
  requeueDelivery,
  suppressDeliveries,
} from './store.ts';
