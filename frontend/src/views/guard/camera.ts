/** Read QR codes from the camera until told to stop; nothing is kept of a picture. */

import jsQR from 'jsqr'

const PAUSE_MILLIS = 150

export async function watchCamera(video: HTMLVideoElement, onread: (text: string) => void): Promise<() => void> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false })
  video.srcObject = stream
  await video.play()
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  const timer = setInterval(() => {
    if (!pen || !video.videoWidth) return
    canvas.width = video.videoWidth
    canvas.height = video.videoHeight
    pen.drawImage(video, 0, 0)
    const picture = pen.getImageData(0, 0, canvas.width, canvas.height)
    const found = jsQR(picture.data, picture.width, picture.height, { inversionAttempts: 'dontInvert' })
    if (found?.data) onread(found.data)
  }, PAUSE_MILLIS)
  return () => {
    clearInterval(timer)
    for (const track of stream.getTracks()) track.stop()
    video.srcObject = null
  }
}
