class Signal:
    def __init__(self): self._receivers = []
    def connect(self, receiver, sender=None, weak=True, dispatch_uid=None): self._receivers.append((receiver, sender))
    def disconnect(self, receiver=None, sender=None, dispatch_uid=None): self._receivers = [one for one in self._receivers if one[0] is not receiver]
    def send(self, sender, **named): return [(fn, fn(sender=sender, signal=self, **named)) for fn, wanted in list(self._receivers) if wanted is None or wanted is sender]
    send_robust = send
def receiver(signal, sender=None, **more):
    def wrap(fn):
        for one in signal if isinstance(signal, (list, tuple)) else (signal,): one.connect(fn, sender=sender)
        return fn
    return wrap
