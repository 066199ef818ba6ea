/** The page's entry: opens it in the document that the panel wrote. */
import { openHost } from './host';
import { openPage } from './page';

const root = document.getElementById('page');
if (root !== null) openPage(root, openHost());
