from _dk_classes import Abstract as ABC, abstractmethod
ABCMeta = type
def abstractproperty(fn): return property(fn)
abstractclassmethod, abstractstaticmethod = classmethod, staticmethod
