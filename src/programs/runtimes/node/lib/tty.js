module.exports = { isatty: (fd) => !!internal.settings.tty[fd], ReadStream: class ReadStream {}, WriteStream: class WriteStream {} };
