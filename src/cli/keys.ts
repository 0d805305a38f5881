import { loadConfig } from '../config.ts'
import { createKeyFile } from '../platform/security/key-file.ts'
import { rotateDataKey, rotateSigningKey } from '../platform/security/key-rotation.ts'
import { EXIT, print } from './output.ts'

export type KeyAction = 'init' | 'rotate' | 'revoke' | 'rotate-data'

export async function keysCommand(action: KeyAction, options: { readonly json?: unknown }): Promise<number> {
  const file = loadConfig().KEYS_FILE
  const result = await act(action, file)
  print(options.json === true, { ok: true, file, ...result }, () => [`${action}  ${file}  ${JSON.stringify(result)}`])
  return EXIT.OK
}

async function act(action: KeyAction, file: string): Promise<object> {
  if (action === 'init') {
    await createKeyFile(file)
    return {}
  }
  return action === 'rotate-data' ? rotateDataKey(file) : rotateSigningKey(file, { revoke: action === 'revoke' })
}
