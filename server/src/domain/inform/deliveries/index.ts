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
export { enqueueDeliveries } from './enqueue.ts';
