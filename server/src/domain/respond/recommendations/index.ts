export type { RecommendationsDeps } from './deps.ts';
export { recommendationJob } from './jobs.ts';
export { recommendationRoutes } from './routes.ts';
export { recommendationSubscriber, recommendationsSubscriber } from './subscribers.ts';
