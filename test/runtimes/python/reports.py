import logging, sys
logging.basicConfig(level=logging.INFO, format='%(levelname)s:%(name)s:%(message)s', stream=sys.stdout)
log = logging.getLogger('app'); log.info('hi %s', 'x'); log.debug('no'); log.warning('w'); log.error('e %d', 5); logging.info('root')
