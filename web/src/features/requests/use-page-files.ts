/** Files dropped anywhere on the page or pasted with Ctrl+V. */
import { useEffect, useRef, useState } from 'react';

const hasFiles = (transfer: DataTransfer | null): boolean => transfer?.types.includes('Files') ?? false;

/** A capture comes from the clipboard as "image.png": named so that several can be told apart. */
export function namePasted(file: File, name: (count: number) => string, counter: { current: number }): File {
  if (!/^image\.(png|jpe?g)$/i.test(file.name)) return file;
  counter.current += 1;
  const ending = file.type === 'image/jpeg' ? 'jpg' : 'png';
  return new File([file], `${name(counter.current)}.${ending}`, { type: file.type });
}

/**
 * `name(count)`: what the nth pasted capture is called, without ending. Gives whether files hover over the page.
 * A clipboard with text too (a cell of a sheet brings its picture along) is left to the field being written in.
 */
export function usePageFiles(onFiles: (files: File[]) => void, name: (count: number) => string, on = true): boolean {
  const [hovering, setHovering] = useState(false);
  const heard = useRef({ onFiles, name });
  heard.current = { onFiles, name };
  const counter = useRef(0);
  useEffect(() => {
    if (!on) return;
    let depth = 0;
    const enter = (event: DragEvent) => {
      if (!hasFiles(event.dataTransfer)) return;
      depth += 1;
      setHovering(true);
    };
    const leave = () => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) setHovering(false);
    };
    const over = (event: DragEvent) => {
      if (hasFiles(event.dataTransfer)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      depth = 0;
      setHovering(false);
      if (!hasFiles(event.dataTransfer) || event.defaultPrevented) return;
      event.preventDefault();
      heard.current.onFiles([...(event.dataTransfer?.files ?? [])]);
    };
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0 || event.clipboardData?.types.includes('text/plain')) return;
      event.preventDefault();
      heard.current.onFiles(files.map((file) => namePasted(file, heard.current.name, counter)));
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    document.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
      document.removeEventListener('paste', paste);
    };
  }, [on]);
  return hovering;
}
