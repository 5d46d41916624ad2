import { prepareTemplate } from './prepare-folder.ts';

await prepareTemplate();
