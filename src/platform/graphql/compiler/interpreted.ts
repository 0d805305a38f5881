import { type DocumentNode, Kind, visit } from 'graphql'

/**
 * Mercurius' `preExecution`: leaves to graphql-js the documents that graphql-jit answers wrongly from their second request
 * on. With @skip or @include it loses fields that another selection of the same name or fragment keeps; and mercurius
 * keeps one compiled operation a text, so that of several operations all would run the one asked for first.
 */
export async function interpretHardDocuments(
  _schema: unknown,
  document: DocumentNode,
): Promise<{ document: DocumentNode } | undefined> {
  const isHard = hard.get(document) ?? isHardDocument(document)
  hard.set(document, isHard)
  return isHard ? { document } : undefined
}

const hard = new WeakMap<DocumentNode, boolean>()

export function isHardDocument(document: DocumentNode): boolean {
  if (document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length > 1) return true
  let found = false
  visit(document, {
    Directive: () => {
      found = true
    },
  })
  return found
}
