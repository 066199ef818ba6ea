from .media import *
from .pages import *
