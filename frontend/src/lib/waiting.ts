import { openDB } from "idb";

// Where the uploader keeps what a reload would lose; its names, not ours.
const BLOBS = "uppy-blobs";
const FILES = "files";
const STATE = "uppyState:";

/** Removes files that wait in this browser for a reload: whoever signs in next is somebody else. */
export async function forgetWaitingFiles(): Promise<void> {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(STATE)) localStorage.removeItem(key);
  }
  const database = await openDB(BLOBS);
  try {
    if (database.objectStoreNames.contains(FILES)) await database.clear(FILES);
  } finally {
    database.close();
  }
}
