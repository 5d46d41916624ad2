export type { RecommendationsDeps } from './deps.ts';
export { recommendationJob } from './jobs.ts';
export { recommendationRetention } from './retention.ts';
export { recommendationRoutes } from './routes.ts';
export { recommendationSubscriber, recommendationsSubscriber } from './subscribers.ts';
