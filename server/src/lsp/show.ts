/** A message that the person sees at once, without a question: `window/showMessage`. */
import { ShowMessageNotification, type Connection, type MessageType } from 'vscode-languageserver/node';

/** Shows a sentence. The connection's own functions would send a request and wait for a choice among no actions. */
export function show(connection: Connection, type: MessageType, message: string): void {
  connection.sendNotification(ShowMessageNotification.type, { type, message }).catch(() => undefined);
}
